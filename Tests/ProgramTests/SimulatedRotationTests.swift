// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// What the simulator says of credentials that are rolled, read by the vendors' own clients.
struct SimulatedRotationTests {
    private static let token = ["access_token", "expires_in", "ext_expires_in", "token_type"]

    private func lab() async throws -> Lab { try await Lab(["--only", "simulator"]) }

    private func valid(_ lab: Lab, _ identity: String) async throws -> [String] {
        try await lab.simulatorCredentials(of: identity).filter { $0["valid"] == true }.compactMap {
            $0["kind"]?.string
        }
    }

    @Test func `Microsoft's own client rolls the secret and the certificate of an application`() async throws {
        let lab = try await lab()
        func fact(_ name: String) -> String { lab.text("simulator", "rotator", "azure", name) }
        let secret = try String(contentsOf: URL(filePath: fact("secret_file")), encoding: .utf8)
        let answer = try await Oracle.ask(
            "azure_rotation",
            question: [
                "address": .string(lab.text("simulator", "address")),
                "tenant": .string(lab.text("simulator", "tenant")),
                "client_id": .string(fact("client_id")), "application_id": .string(fact("application_id")),
                "secret": .string(secret), "certificate_file": .string(fact("certificate_file")),
                "private_key_file": .string(fact("private_key_file")),
            ], of: "azure")
        let steps = answer["steps"] ?? .null
        #expect(steps["password_name"] == "second")
        #expect(steps["password_login"] == JSONValue(strings: Self.token))
        #expect(steps["object_id"]?.string == fact("application_id"))
        #expect(steps["listed"] == [true, true])
        #expect(
            steps["password_removed"] == [["status": 204], ["status": 400, "code": "Request_BadRequest"]])
        #expect(steps["removed_login"] == [7_000_215])
        #expect(steps["stranger"] == ["status": 401, "code": "Authentication_MissingOrMalformed"])
        #expect(steps["thumbprint"] == true)
        #expect(steps["certificate_login"] == JSONValue(strings: Self.token))
        #expect(steps["certificate_removed"] == ["status": 204])
        #expect(steps["removed_certificate_login"] == [700_027])
        #expect(try await valid(lab, fact("client_id")) == ["secret", "certificate"])
    }

    @Test func `Google's own clients roll the keys of a service account`() async throws {
        let lab = try await lab()
        func fact(_ name: String) -> String { lab.text("simulator", "rotator", "gcp", name) }
        let answer = try await Oracle.ask(
            "gcp_rotation",
            question: [
                "address": .string(lab.text("simulator", "address")), "key_file": .string(fact("key_file")),
            ], of: "gcp")
        let steps = answer["steps"] ?? .null
        #expect(steps["at_first"] == [.string(fact("key_id"))])
        #expect(steps["unknown_members"] == [] && steps["uploaded_unknown_members"] == [])
        #expect(steps["listed"] == true && steps["same_key"] == true && steps["same_certificate"] == true)
        let refused: JSONValue = "Invalid JWT Signature."
        #expect(steps["logins"] == ["ok", refused, "ok", refused])
        #expect(steps["deleted"] == "404 NOT_FOUND")
        #expect(steps["uploaded"] == ["USER_PROVIDED", "ok"])
        #expect(steps["full"] == "400 FAILED_PRECONDITION")
        #expect(try await valid(lab, fact("service_account")).count == 10)
    }

    @Test func `a connection may end without an answer`() async throws {
        let lab = try await lab()
        try await lab.simulator("faults", [["path": "tenants", "times": 1, "drop": true]])
        let url = "\(lab.text("simulator", "address"))/management.azure.com/tenants?api-version=1"
        // curl(1): 52 is an empty reply, 56 a connection that was reset.
        let lost = try await Command.run("/usr/bin/curl", ["-s", "--noproxy", "*", url])
        #expect([52, 56].contains(lost.status) && lost.output.isEmpty)
        let next = try await Command.run("/usr/bin/curl", ["-s", "--noproxy", "*", url])
        #expect(next.status == 0 && !next.output.isEmpty)
    }
}
