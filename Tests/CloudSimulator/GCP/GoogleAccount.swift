// SPDX-License-Identifier: Apache-2.0
import JSON

/// A service account: its keys, and what it may do.
struct GoogleAccount: Sendable {
    static let mostKeys = 10

    let email: String
    let project: String
    let uniqueID: String
    var keys: [GoogleKey]
    /// By where they are held: `projects/demo-project/serviceAccounts/…`, `projects/demo-project`, `folders/10`,
    /// `organizations/1`.
    let permissions: [String: [String]]
    /// The accounts for which it may ask for tokens.
    let mayImpersonate: [String]
    let isDisabled: Bool
    /// Whether the metadata server gives its tokens.
    let isAttached: Bool

    init(email: String, _ json: JSONValue) {
        self.email = email
        project =
            json["project"]?.string ?? email.between("", ".iam.gserviceaccount.com")
            .flatMap { $0.split(separator: "@").last.map(String.init) } ?? ""
        let digits = Identifier.uuid(of: email).utf8.map { String($0 % 10) }.joined()
        uniqueID = json["uniqueId"]?.string ?? "1\(digits.prefix(20))"
        keys = (json["keys"]?.object?.members ?? []).map {
            GoogleKey(id: $0.name, pem: $0.value.string ?? "", origin: .google, life: Lifespan())
        }
        permissions = Self.permissions(json)
        mayImpersonate = json["may_impersonate"]?.array?.compactMap(\.string) ?? []
        isDisabled = json["disabled"]?.bool ?? false
        isAttached = json["metadata_server"]?.bool ?? false
    }

    /// `projects/demo-project/serviceAccounts/…`
    var name: String { "projects/\(project)/serviceAccounts/\(email)" }

    static func permissions(_ json: JSONValue) -> [String: [String]] {
        var permissions: [String: [String]] = [:]
        for member in json["permissions"]?.object?.members ?? [] {
            permissions[member.name] = member.value.array?.compactMap(\.string) ?? []
        }
        return permissions
    }
}
