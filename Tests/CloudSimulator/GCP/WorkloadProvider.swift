// SPDX-License-Identifier: Apache-2.0
import JSON

/// A provider of a workload identity pool: whose tokens are exchanged for Google's. In `gcp.json`:
///
/// `"workload_pools": {"projects/123/locations/global/workloadIdentityPools/POOL/providers/NAME": {
///   "issuer": "https://…", "audiences": ["…"], "key": "PEM", "subjects": ["…"], "may_impersonate": ["email"],
///   "permissions": {…}}}`
///
/// No `audiences`: the provider's own name; no `subjects`: all of the issuer's.
/// https://cloud.google.com/iam/docs/workload-identity-federation
struct WorkloadProvider: Sendable {
    /// `projects/123/locations/global/workloadIdentityPools/POOL/providers/NAME`
    let name: String
    let issuer: String
    let audiences: [String]
    let key: String
    let subjects: [String]?
    let mayImpersonate: [String]
    let permissions: [String: [String]]

    init(name: String, _ json: JSONValue) {
        let name = name.between("//iam.googleapis.com/", "") ?? name
        self.name = name
        issuer = json["issuer"]?.string ?? ""
        let own = ["//iam.googleapis.com/\(name)", "https://iam.googleapis.com/\(name)"]
        audiences = json["audiences"]?.array?.compactMap(\.string) ?? json["audience"]?.string.map { [$0] } ?? own
        key = json["key"]?.string ?? ""
        subjects = json["subjects"]?.array?.compactMap(\.string)
        mayImpersonate = json["may_impersonate"]?.array?.compactMap(\.string) ?? []
        permissions = GoogleAccount.permissions(json)
    }

    /// https://cloud.google.com/iam/docs/principal-identifiers
    func principal(_ subject: String) -> String {
        let pool = name.segments.prefix { $0 != "providers" }.joined(separator: "/")
        return "principal://iam.googleapis.com/\(pool)/subject/\(subject)"
    }
}
