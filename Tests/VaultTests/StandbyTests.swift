// SPDX-License-Identifier: Apache-2.0
import JSON
import Secrets
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
            .init(address: lab.text("bao", "standby_address"), authorities: bench.authorities),
            // It may be behind for longer than two attempts take.
            environment: ["VAULT_MAX_RETRIES": "60"])
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

        // A secret id is taken at once by the node that has only just been told of it.
        let role = AppRole(mount: "approle", name: "cloud-extractor")
        for number in 1...3 {
            let secretID = SharedSecret.test("secret-id-of-a-test-\(number)")
            try await root.register(secretID, of: role, bench.journal.receipt(SecretIDCreation.self, role.target))
            let opens = try await root.opens(
                secretID, roleID: .file(path: lab.text("approle", "role_id_file")), mount: role.mount,
                bench.journal.receipt(VaultLogin.self, "auth/approle/login"))
            #expect(opens)
        }
    }
}
