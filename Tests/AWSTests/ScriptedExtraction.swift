// SPDX-License-Identifier: Apache-2.0
import Access
import Cloud
import TestSupport
import Testing

@testable import AWS

/// What a type of the catalogue finds at a server that gives answers that no real server can be made to give.
struct ScriptedExtraction {
    var records: [Record] = []
    var error: CloudError?
    var calls = 0

    static func run(_ type: String, _ answers: [Peer.Answer]) async throws -> ScriptedExtraction {
        let parts = type.split(separator: ":").map(String.init)
        let resources = try AWSCatalogue.embedded.resources(ofService: parts[0]) ?? []
        let resource = try #require(resources.first { $0.type.name == parts[1] })
        let connection = try AWSSessionTests.connection(
            try await Peer.shared().scripted(answers), "AKIAIOSFODNN7EXAMPLE", "secret")
        let region = resource.placement == .global ? Scope.global : "us-east-1"
        let tally = CallTally()
        var found = ScriptedExtraction()
        do {
            try await AWSExtractor(
                resource, session: .plain(connection, SessionPolicy(actions: resource.permissions)),
                unit: WorkUnit(type: resource.type, scope: Scope(account: "123456789012", region: region)),
                redaction: .test
            ).run(tally) { (record) async throws(Never) in found.records.append(record) }
        } catch {
            guard case .cloud(let cause) = error else { throw error }
            found.error = cause
        }
        found.calls = tally.calls
        return found
    }
}
