// SPDX-License-Identifier: Apache-2.0
import Access
import Ciphers
import Cloud
import HTTP
import JSON
import Posix
import REST
import Rotation
import SecretJSON
import Secrets

/// One application of Entra, by its id, and its credentials, as Microsoft Graph has them,
/// https://learn.microsoft.com/en-us/graph/api/resources/application.
package struct GraphApplication: Sendable {
    /// What an application may do to those that it owns, its own credentials among them,
    /// https://learn.microsoft.com/en-us/graph/permissions-reference#applicationreadwriteownedby.
    static let permission = Permission("Application.ReadWrite.OwnedBy")!

    /// What a credential of ours is called, so that people see whose it is.
    private static let namePrefix = "cloud-extractor/"

    let clientID: String
    let session: RESTSession

    /// What it has credentials in.
    enum List: String {
        case passwords = "passwordCredentials"
        case keys = "keyCredentials"
    }

    /// What it has now.
    struct State {
        /// Of the object, which is not the application's id.
        let objectID: String
        fileprivate let passwords: [CanonicalJSON]
        fileprivate let keys: [CanonicalJSON]

        subscript(list: List) -> [CanonicalJSON] {
            switch list {
            case .passwords: passwords
            case .keys: keys
            }
        }
    }

    func state() async throws(CloudError) -> State {
        let call = RESTCall.graph(
            "/v1.0/applications(appId='{subscription}')", Self.permission,
            query: [(name: "$select", value: "id,\(List.passwords.rawValue),\(List.keys.rawValue)")])
        let answers = try await session.answers(call, scope: clientID)
        guard answers.count == 1, let id = answers[0]["id"]?.scalar,
            let passwords = Self.elements(.passwords, of: answers[0]),
            let keys = Self.elements(.keys, of: answers[0])
        else { throw failure(call, "MalformedAnswer") }
        return State(objectID: id, passwords: passwords, keys: keys)
    }

    func action(_ name: String, _ body: [(String, SecretValue)]) async throws(CloudError) {
        try await session.change(try call(name), body: .json(body), scope: clientID)
    }

    /// - Returns: the answer, under guard.
    func making(_ name: String, _ body: [(String, SecretValue)]) async throws(CloudError) -> Secret {
        try await session.create(try call(name), body: .json(body), scope: clientID)
    }

    private func call(_ name: String) throws(CloudError) -> RESTCall {
        .graph("/v1.0/applications(appId='{subscription}')/\(name)", Self.permission, method: .post)
    }

    private static func elements(_ list: List, of answer: CanonicalJSON) -> [CanonicalJSON]? {
        guard let found = answer[list.rawValue], found.isArray else { return nil }
        var elements: [CanonicalJSON] = []
        found.forEachElement { elements.append($0) }
        return elements
    }

    static func name(_ rotation: String) -> String { namePrefix + rotation }

    /// The rotation that a credential's name says.
    static func rotation(_ credential: CanonicalJSON) -> String? {
        guard let name = credential["displayName"]?.scalar, name.hasPrefix(namePrefix) else { return nil }
        return String(name.dropFirst(namePrefix.count))
    }

    func malformed(_ operation: String) -> CloudError {
        CloudError(service: "graph", operation: operation, .malformedAnswer, code: "MalformedAnswer")
    }

    private func failure(_ call: RESTCall, _ code: String) -> CloudError {
        CloudError(service: "graph", operation: call.operation, .malformedAnswer, code: code)
    }
}

extension RESTCall {
    fileprivate static func graph(
        _ path: String, _ permission: Permission, query: [(name: String, value: String)] = [],
        method: HTTPRequest.Method = .get
    ) -> RESTCall {
        RESTCall(
            dialect: .azure, service: "graph", host: AzureCloud.graph, path: path, query: query, items: ".",
            permissions: [permission], method: method)
    }
}
