// SPDX-License-Identifier: Apache-2.0
import Audit
import Cloud
import Snapshot

enum SampleManifest {
    static func manifest(_ id: SnapshotID, _ storage: Manifest.Storage, units: [Manifest.Unit]) -> Manifest {
        Manifest(
            snapshot: id, agentVersion: "1.2.3", environment: "test", startedAt: "2023-11-14T22:13:20Z",
            completedAt: "2023-11-14T22:14:20Z", configurationDigest: "c0", catalogueDigest: "ca", storage: storage,
            sessions: [
                Manifest.Session(
                    provider: .aws, account: "123456789012", principal: "arn:aws:sts::123456789012:assumed-role/r/s",
                    permissions: ["ec2:DescribeInstances", "s3:ListAllMyBuckets"], regions: ["us-east-1"],
                    policyDigest: "p0", packedPolicySize: 7,
                    denials: [
                        Manifest.Denial(action: "ec2:CreateVpc", result: "denied"),
                        Manifest.Denial(action: "ec2:DescribeRegions", result: "denied"),
                    ])
            ],
            accounts: [
                Manifest.Account(
                    provider: .aws, id: "123456789012", outcome: .complete,
                    regions: [Manifest.Region(name: "us-east-1", status: "opt-in-not-required")]),
                Manifest.Account(provider: .aws, id: "210987654321", outcome: .skipped, reason: "excluded"),
            ], units: units)
    }

    /// Two units; the roots of both are known from RFC 6962: one record `a`, and none.
    static let known = manifest(
        SnapshotID("01ARZ3NDEKTSV4RRFFQ69G5FAV")!, Manifest.Storage(keyID: "2026-11"), units: [instances, buckets])

    private static var instances: Manifest.Unit {
        var report = UnitReport(outcome: .complete)
        report.records = 1
        report.incompleteRecords = 1
        report.calls = 4
        report.retries = 2
        report.duration = 1234
        return Manifest.Unit(
            unit: ScratchSnapshot.instances, report: report, root: .leaf(Array("a".utf8)), bytes: 1, session: 0)
    }

    private static var buckets: Manifest.Unit {
        let report = UnitReport(outcome: .denied, reason: "AccessDenied")
        return Manifest.Unit(unit: ScratchSnapshot.buckets, report: report, root: .empty, bytes: 0, session: 0)
    }

    /// Its bytes, written by hand; the Merkle root by `hashlib`.
    static let text =
        #"{"accounts":[{"account_id":"123456789012","outcome":"complete","provider":"aws","#
        + #""regions":[{"region":"us-east-1","status":"opt-in-not-required"}]},"#
        + #"{"account_id":"210987654321","outcome":"skipped","provider":"aws","reason":"excluded"}],"#
        + #""agent_version":"1.2.3","catalogue_sha256":"ca","completed_at":"2023-11-14T22:14:20Z","#
        + #""configuration_sha256":"c0","#
        + #""encryption":{"derivation":"HKDF-SHA256","key_id":"2026-11","scheme":"fernet"},"#
        + #""environment":"test","merkle_root":"yUWgjF9J+XpFtu4PJBFbgYvpuzanKHHEp7r12MYcgG8=","#
        + #""schema":"cloud-extractor/manifest/v1","#
        + #""sessions":[{"account_id":"123456789012","denials":[{"action":"ec2:CreateVpc","result":"denied"},"#
        + #"{"action":"ec2:DescribeRegions","result":"denied"}],"packed_policy_size":7,"#
        + #""permissions":["ec2:DescribeInstances","s3:ListAllMyBuckets"],"policy_sha256":"p0","#
        + #""principal":"arn:aws:sts::123456789012:assumed-role/r/s","provider":"aws","regions":["us-east-1"]}],"#
        + #""snapshot_id":"01ARZ3NDEKTSV4RRFFQ69G5FAV","started_at":"2023-11-14T22:13:20Z","#
        + #""totals":{"outcomes":{"complete":1,"denied":1,"disabled":0,"failed":0,"skipped":0,"throttled":0},"records":1,"units":2},"#
        + #""units":[{"account_id":"123456789012","bytes":0,"calls":0,"duration_ms":0,"#
        + #""file":"records/aws/123456789012/global/s3/bucket.fernet","incomplete_records":0,"#
        + #""merkle_root":"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=","outcome":"denied","#
        + #""reason":"AccessDenied","records":0,"region":"global","resource_type":"aws:s3:bucket","retries":0,"session":0},"#
        + #"{"account_id":"123456789012","bytes":1,"calls":4,"duration_ms":1234,"#
        + #""file":"records/aws/123456789012/us-east-1/ec2/instance.fernet","incomplete_records":1,"#
        + #""merkle_root":"Aippeebat6pa5MPl5F9+l3ESp+Y1k4INvsHsc4ok+Tw=","outcome":"complete","#
        + #""records":1,"region":"us-east-1","resource_type":"aws:ec2:instance","retries":2,"session":0}]}"# + "\n"
}
