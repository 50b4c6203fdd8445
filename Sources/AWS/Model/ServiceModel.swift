// SPDX-License-Identifier: Apache-2.0
import JSON
import SigV4
import Synchronization

/// How one AWS service is spoken to; the format is in `Sources/CAWSModels/README.md`.
struct ServiceModel: Sendable {
    enum WireProtocol: String, Sendable {
        case ec2, query, json
        case restJSON = "rest-json"
        case restXML = "rest-xml"
    }

    /// botocore's name of it.
    let service: String
    let wireProtocol: WireProtocol
    let apiVersion: String
    /// Of the `json` protocol: `1.0`, `1.1`.
    let jsonVersion: String
    /// Of the `json` protocol, before the operation's name.
    let targetPrefix: String
    let signingName: String
    /// Of every request.
    let headers: [WireRequest.Field]
    let endpoints: EndpointTable
    /// By partition; empty where nobody knows. A list that ages: good for an explanation, not for a decision.
    let regions: [String: Set<String>]
    let operations: [String: OperationModel]
    let shapes: [Shape]
    /// See ``holdsSensitive(_:)``.
    let holdsSensitive: [Bool]

    /// Whether anything of an output stands in the body.
    func hasBody(_ output: Int) -> Bool {
        guard case .structure(let structure) = shapes[output].kind else { return true }
        return structure.members.contains { !$0.reference.isOutsideBody }
    }

    private static let read = Mutex<[String: Result<ServiceModel, ModelError>]>([:])

    /// The model that is compiled into the program; each is read when it is first asked for.
    ///
    /// - Returns: nil for a service without one.
    /// - Throws: ``ModelError``, a defect of the program.
    static func embedded(_ service: String) throws(ModelError) -> ServiceModel? {
        guard let bytes = EmbeddedFiles.model(of: service) else { return nil }
        let result = read.withLock { read in
            if let known = read[service] { return known }
            let made = Result { () throws(ModelError) in try ServiceModel(parsing: bytes) }
            read[service] = made
            return made
        }
        return try result.get()
    }
}
