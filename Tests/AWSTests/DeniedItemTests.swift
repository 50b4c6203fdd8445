// SPDX-License-Identifier: Apache-2.0
import Access
import Cloud
import TestSupport
import Testing

@testable import AWS

/// One item's own policy may deny what the caller may do to all the others: the bug of cloud-custodian's #9455, where it
/// took the others with it.
struct DeniedItemTests {
    private static let denied = Peer.Answer(400, #"{"__type":"AccessDeniedException","message":"m"}"#)

    private static func key(_ id: String) -> Peer.Answer {
        Peer.Answer(
            #"{"KeyMetadata":{"KeyId":"\#(id)","Arn":"arn:aws:kms:us-east-1:1:key/\#(id)","KeyManager":"AWS"}}"#)
    }

    @Test func `a key that may not be described is there as it was listed, and so are those behind it`() async throws {
        let listed = ["a", "b", "c"].map { #"{"KeyId":"\#($0)","KeyArn":"arn:aws:kms:us-east-1:1:key/\#($0)"}"# }
        let resources = try AWSCatalogue.embedded.resources(ofService: "kms") ?? []
        let further = try #require(resources.first { $0.type.name == "key" }).followUps.count
        let none = (0..<further).map { _ in Self.denied }
        let found = try await ScriptedExtraction.run(
            "kms:key",
            [Peer.Answer(#"{"Keys":[\#(listed.joined(separator: ","))],"Truncated":false}"#)]
                + [Self.key("a")] + none + [Self.denied] + none + [Self.key("c")] + none)
        #expect(found.error == nil)
        #expect(found.records.map(\.resourceID.last) == ["a", "b", "c"])
        #expect(found.records[1].missing.first == MissingPart(part: "DescribeKey", code: "AccessDeniedException"))
        #expect(found.records[0].missing.allSatisfy { $0.part != "DescribeKey" })
    }

    @Test func `a parent whose children may not be listed hides no other's, and the unit is denied`() async throws {
        let clusters = Peer.Answer(
            #"{"clusterArns":["arn:aws:ecs:us-east-1:1:cluster/a","arn:aws:ecs:us-east-1:1:cluster/b"]}"#)
        let services = Peer.Answer(#"{"serviceArns":["arn:aws:ecs:us-east-1:1:service/b/web"]}"#)
        let described = Peer.Answer(
            #"{"services":[{"serviceArn":"arn:aws:ecs:us-east-1:1:service/b/web","serviceName":"web"}]}"#)
        let found = try await ScriptedExtraction.run(
            "ecs:service", [clusters, Self.denied, services, described, Peer.Answer(#"{"tags":[]}"#)])
        #expect(found.error?.kind == .denied, "\(String(describing: found.error))")
        #expect(found.records.map(\.name) == ["web"])
    }
}
