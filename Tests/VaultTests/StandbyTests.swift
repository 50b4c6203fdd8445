// SPDX-License-Identifier: Apache-2.0
import JSON
import TestSupport
import Testing

@testable import Vault

/// Two nodes of one cluster.
struct StandbyTests {
    @Test func `a standby node is told from an active one, and serves through it`() async throws {
        let lab = try await Lab(["--only", "bao", "--mode", "cluster"])
        let bench = try Bench(lab)
        #expect(try await bench.client().health().state == .active)
        let standby = try bench.client(
            .init(address: lab.text("bao", "standby_address"), authorities: bench.authorities))
        #expect(try await standby.health().state == .standby)

        let session = try await standby.login(bench.appRole, journal: bench.journal)
        let root = try await standby.login(bench.token(), journal: bench.journal)
        let mount = KVMount(path: "secret", version: .v2)
        // A write by way of the standby, and what it wrote by way of both.
        for number in 1...5 {
            let version = try await root.write(
                .test(["number": "\(number)"]), to: "forwarded", in: mount, if: .version(number - 1),
                try bench.journal.writing("secret/forwarded"))
            #expect(version == number)
            let read = try await root.read("forwarded", from: mount, try bench.journal.reading("secret/forwarded"))
            #expect(read.version == number)
        }
        let active = try await bench.session()
        let read = try await active.read("forwarded", from: mount, try bench.journal.reading("secret/forwarded"))
        #expect(try read.text("number") == "5")
        try await session.revoke()
    }
}
