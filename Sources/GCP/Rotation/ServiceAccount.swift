// SPDX-License-Identifier: Apache-2.0
package import Access
import Cloud
import HTTP
import JSON
import Posix
package import REST
import Rotation
import Secrets

/// One service account and its keys, as IAM has them,
/// https://cloud.google.com/iam/docs/service-account-creds.
package struct ServiceAccount: Sendable {
    /// Of user-managed keys, https://cloud.google.com/iam/quotas.
    static let mostKeys = 10

    let project: String
    let email: String
    let session: RESTSession

    /// Those that users manage; Google's own are nobody's to look after.
    func keys() async throws(CloudError) -> [CanonicalJSON] {
        let call = call(
            "", "list", query: [(name: "keyTypes", value: "USER_MANAGED")], items: ".")
        let answers = try await session.answers(call, scope: project)
        var keys: [CanonicalJSON] = []
        // An account without keys has no such member.
        for answer in answers { answer["keys"]?.forEachElement { keys.append($0) } }
        return keys
    }

    /// The certificate of a key, in PEM.
    func certificate(of id: String) async throws(CloudError) -> [UInt8]? {
        let call = call(
            "/\(id)", "get", query: [(name: "publicKeyType", value: "TYPE_X509_PEM_FILE")], items: ".")
        do throws(CloudError) {
            let answer = try await session.answers(call, scope: project).first
            return answer?["publicKeyData"]?.scalar.flatMap { Base64.standard.decode($0) }
        } catch {
            // It has gone since it was listed, or has come and is not known everywhere.
            guard error.status == 404 else { throw error }
            return nil
        }
    }

    func making(_ verb: String, _ body: JSONValue) async throws(CloudError) -> Secret {
        try await session.create(call(verb, "create", method: .post, body: body), scope: project)
    }

    func enable(_ id: String, _ enabled: Bool) async throws(CloudError) {
        let verb = enabled ? "enable" : "disable"
        try await session.change(call("/\(id):\(verb)", verb, method: .post, body: [:]), scope: project)
    }

    /// A key that is not there is as good as deleted.
    func delete(_ id: String) async throws(CloudError) {
        do throws(CloudError) {
            try await session.change(call("/\(id)", "delete", method: .delete), scope: project)
        } catch {
            guard error.status == 404 else { throw error }
        }
    }

    private func call(
        _ place: String, _ action: String, query: [(name: String, value: String)] = [], items: String? = nil,
        method: HTTPRequest.Method? = nil, body: JSONValue? = nil
    ) -> RESTCall {
        RESTCall(
            dialect: .gcp, service: "iam", host: "iam.googleapis.com",
            path: "/v1/projects/{project}/serviceAccounts/\(PercentEncoding.component(email))/keys\(place)",
            query: query, items: items, permissions: [GCPRole.keyPermission(action)], method: method, body: body)
    }

    func malformed(_ operation: String) -> CloudError {
        CloudError(service: "iam", operation: operation, .malformedAnswer, code: "MalformedAnswer")
    }
}

extension RESTSession {
    /// How many keys a service account has, as proof that they may be looked after.
    package func gcpKeyCount(of email: String, in project: String) async throws(CloudError) -> Int {
        try await ServiceAccount(project: project, email: email, session: self).keys().count
    }
}

extension IssuedKey {
    /// A `ServiceAccountKey`; its name ends with its id.
    init?(_ key: CanonicalJSON, mark: String?) {
        guard let id = key["name"]?.scalar?.split(separator: "/").last,
            let start = key["validAfterTime"]?.scalar.flatMap({ Timestamp(rfc3339: $0) })
        else { return nil }
        self.init(id: String(id), createdAt: start, isEnabled: key["disabled"]?.isTrue != true, mark: mark)
    }

    static func isOver(_ key: CanonicalJSON, at now: Timestamp) -> Bool {
        guard let end = key["validBeforeTime"]?.scalar.flatMap({ Timestamp(rfc3339: $0) }) else { return false }
        return end <= now
    }
}
