// SPDX-License-Identifier: Apache-2.0
import Audit
import Cloud
import Secrets
import Snapshot
import Testing

struct ManifestTests {
    @Test func `a manifest is canonical JSON and a line end`() {
        #expect(String(decoding: SampleManifest.known.bytes, as: UTF8.self) == SampleManifest.text)
    }

    @Test func `its bytes read back`() {
        #expect(Manifest(parsing: Array(SampleManifest.text.utf8)) == SampleManifest.known)
    }

    @Test func `what it counts is derived`() {
        let manifest = SampleManifest.known
        #expect(manifest.records == 1)
        #expect(manifest.units.map(\.unit) == [ScratchSnapshot.buckets, ScratchSnapshot.instances])
        #expect(UnitOutcome.allCases.map { manifest.count($0) } == [1, 1, 0, 0, 0, 0])
        #expect(SampleManifest.text.contains(Base64.standard.string(manifest.root.bytes)))
    }

    @Test func `an empty manifest reads back`() {
        let manifest = SampleManifest.manifest(SnapshotID(), Manifest.Storage(keyID: ""), units: [])
        #expect(Manifest(parsing: manifest.bytes) == manifest)
        #expect(manifest.root == .empty)
    }

    @Test func `no unit is there twice, and what is there can be added up`() {
        func manifest(_ units: [Manifest.Unit]) -> Manifest {
            SampleManifest.manifest(SnapshotID(), Manifest.Storage(keyID: "k"), units: units)
        }
        func unit(_ unit: WorkUnit, records: Int) -> Manifest.Unit {
            var report = UnitReport(outcome: .complete)
            report.records = records
            return Manifest.Unit(unit: unit, report: report, root: .empty, bytes: 0, session: nil)
        }
        let (vpcs, instances) = (ScratchSnapshot.vpcs, ScratchSnapshot.instances)
        #expect(Manifest(parsing: manifest([unit(vpcs, records: 0), unit(instances, records: 0)]).bytes) != nil)
        #expect(Manifest(parsing: manifest([unit(vpcs, records: 0), unit(vpcs, records: 0)]).bytes) == nil)
        #expect(Manifest(parsing: manifest([unit(vpcs, records: -1), unit(instances, records: 1)]).bytes) == nil)
    }

    /// Each is good JSON, and most of it says the same.
    @Test(arguments: [
        // Other bytes for the same.
        ("{\"accounts", "{ \"accounts"), ("\",\"", "\", \""), ("\":\"test\"", "\": \"test\""), ("}\n", "}"),
        ("}\n", "}\n\n"), ("}\n", "}\r\n"), ("}\n", "} \n"), ("\"test\"", "\"\\u0074est\""),
        ("\"records\":1", "\"records\":1.0"), ("\"records\":1", "\"records\":1e0"), ("\"calls\":4", "\"calls\":40e-1"),
        ("\"bytes\":0", "\"bytes\":-0"),
        // Numbers that cannot be.
        ("\"retries\":2", "\"retries\":-2"), ("\"bytes\":0", "\"bytes\":-1"),
        // Another order, a member more, one less, one twice.
        (
            "\"agent_version\":\"1.2.3\",\"catalogue_sha256\":\"ca\"",
            "\"catalogue_sha256\":\"ca\",\"agent_version\":\"1.2.3\""
        ),
        ("\"records\":1,\"units\":2", "\"units\":2,\"records\":1"), ("{\"accounts", "{\"a\":1,\"accounts"),
        ("\"retries\":2,", "\"retries\":2,\"x\":null,"), ("\"provider\":\"aws\"", "\"provider\":\"aws\",\"x\":1"),
        ("\"environment\":\"test\",", ""), (",\"reason\":\"AccessDenied\"", ",\"reason\":null"),
        ("{\"accounts", "{\"agent_version\":\"1.2.3\",\"accounts"),
        ("[\"ec2:DescribeInstances\",", "[1,\"ec2:DescribeInstances\","),
        // What is derived.
        ("\"records\":1,\"units\":2", "\"records\":2,\"units\":2"), ("\"units\":2", "\"units\":3"),
        ("\"complete\":1", "\"complete\":2"), ("\"failed\":0,", ""), ("ec2/instance.fernet", "ec2/../instance.fernet"),
        ("\"file\":\"records/", "\"file\":\"/records/"), ("\"outcome\":\"denied\"", "\"outcome\":\"complete\""),
        ("\"environment\":\"test\",\"merkle_root\":\"", "\"environment\":\"test\",\"merkle_root\":\"A"),
        ("\"merkle_root\":\"47DEQ", "\"merkle_root\":\"57DEQ"), ("\"scheme\":\"fernet\"", "\"scheme\":\"none\""),
        ("HKDF-SHA256", "none"),
        // Values of other forms.
        ("manifest/v1", "manifest/v2"), ("01ARZ3", "01arz3"), ("\"provider\":\"aws\"", "\"provider\":\"AWS\""),
        ("\"aws:s3:bucket\"", "\"aws:s3:Bucket\""), ("\"outcome\":\"denied\"", "\"outcome\":\"refused\""),
        ("\"bytes\":0", "\"bytes\":\"0\""), ("\"sessions\":[", "\"sessions\":[null,"),
        ("\"units\":[", "\"units\":[null,"), ("\"accounts\":[", "\"accounts\":[null,"),
        ("\"regions\":[{", "\"regions\":[null,{"), ("\"session\":0}]", "\"session\":1}]"),
        ("hSuFU=", "hSuFU"), ("hSuFU=", "hSuFV="),
    ])
    func `a rewritten manifest is refused`(old: String, new: String) throws {
        let text = SampleManifest.text.replacing(old, with: new, maxReplacements: 1)
        try #require(text != SampleManifest.text)
        #expect(Manifest(parsing: Array(text.utf8)) == nil)
    }

    @Test func `units in another order are refused`() throws {
        let start = try #require(SampleManifest.text.firstRange(of: "\"units\":[")).upperBound
        let units = SampleManifest.text[start...].dropLast(3)
        let cut = try #require(units.firstRange(of: "},{"))
        let swapped = "{" + units[cut.upperBound...] + "," + units[..<cut.lowerBound] + "}"
        let text = SampleManifest.text[..<start] + swapped + "]}\n"
        try #require(text.utf8.count == SampleManifest.text.utf8.count)
        #expect(Manifest(parsing: Array(text.utf8)) == nil)
    }

    @Test(arguments: ["", "{}", "[]", "null\n", "{}\n", "{\n", String(SampleManifest.text.dropLast(2))])
    func `a text that is no manifest is refused`(text: String) {
        #expect(Manifest(parsing: Array(text.utf8)) == nil)
    }

    @Test func `the note names the log, the snapshot and the digest`() {
        let text = ManifestNote.text(origin: "o", snapshot: SampleManifest.known.snapshot, manifest: [])
        #expect(
            text == "o/snapshot/01ARZ3NDEKTSV4RRFFQ69G5FAV\n"
                + "manifest sha256 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")
    }
}
