// SPDX-License-Identifier: Apache-2.0
import JSON

/// How one AWS service is spoken to; the format is in `Sources/CAWSModels/README.md`.
struct ServiceModel: Sendable {
    enum WireProtocol: String, Sendable {
        case ec2, query, json
        case restJSON = "rest-json"
        case restXML = "rest-xml"
    }

    let service: String
    let wireProtocol: WireProtocol
    let apiVersion: String
    let endpointPrefix: String
    let signingName: String
    let operations: [String: OperationModel]
    let shapes: [String: Shape]
}

/// One operation.
struct OperationModel: Sendable {
    struct Page: Sendable {
        /// Members: the token to send, the token received, the page size.
        let input: String?
        let output: String?
        let limit: String?
    }

    let name: String
    let method: String
    let uri: String
    let input: [String: InputMember]
    let output: String?
    /// The member of the output that the whole body is.
    let payload: String?
    /// The element inside the root that holds the output.
    let resultWrapper: String?
    /// The member of the output whose value is the root element's text.
    let rootText: String?
    let page: Page?
}

/// A member of a request.
indirect enum InputMember: Sendable {
    enum Location: String, Sendable { case body, uri, querystring, header }

    case scalar(name: String, Location)
    case list(name: String, isFlattened: Bool, member: InputMember)
    case structure(name: String, members: [String: InputMember])

    var name: String {
        switch self {
        case .scalar(let name, _), .list(let name, _, _), .structure(let name, _): name
        }
    }
}
