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

    /// Whether anything of an output stands in the body.
    func hasBody(_ output: String) -> Bool {
        guard case .structure(let members)? = shapes[output]?.kind else { return true }
        return members.contains { !$0.reference.isOutsideBody }
    }
}
