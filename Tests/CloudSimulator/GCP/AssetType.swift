// SPDX-License-Identifier: Apache-2.0

/// How Cloud Asset Inventory calls what stands in a list.
/// https://cloud.google.com/asset-inventory/docs/asset-types
enum AssetType {
    private static let irregular = [
        "b": "Bucket", "jobs:aggregated": "Job", "indexes": "Index", "proxies": "Proxy", "databases": "Database",
        "caches": "Cache",
        "rrsets": "ResourceRecordSet", "managedZones": "ManagedZone",
    ]

    /// Where the word alone would not do.
    private static let known = [
        "iam.googleapis.com/Provider": "iam.googleapis.com/WorkloadIdentityPoolProvider",
        "iam.googleapis.com/Key": "iam.googleapis.com/ServiceAccountKey",
        "secretmanager.googleapis.com/Version": "secretmanager.googleapis.com/SecretVersion",
        "logging.googleapis.com/Bucket": "logging.googleapis.com/LogBucket",
        "logging.googleapis.com/Sink": "logging.googleapis.com/LogSink",
        "logging.googleapis.com/Metric": "logging.googleapis.com/LogMetric",
    ]

    /// `compute.googleapis.com/Instance` from host and path; nil for locations, which are nobody's assets.
    static func derived(host: String, path: String) -> String? {
        let last = path.prefix { $0 != "?" }.split(separator: "/").last.map(String.init) ?? ""
        guard last != "locations" else { return nil }
        let type = "\(host)/\(irregular[last] ?? capitalized(singular(last)))"
        return known[type] ?? type
    }

    static func singular(_ plural: String) -> String {
        let endings = [("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("xes", "x"), ("s", "")]
        for (ending, replacement) in endings where plural.hasSuffix(ending) {
            return plural.dropLast(ending.count) + replacement
        }
        return plural
    }

    private static func capitalized(_ word: String) -> String { word.prefix(1).uppercased() + word.dropFirst() }
}
