// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTP
import JSON
import TestSupport
import Testing

@testable import Vault

/// mitmproxy between the client and OpenBao: what was done and never told, and what was told and never done.
struct LostAnswerTests {
    private let place = "secret/data/lost"
    private let mount = KVMount(path: "secret", version: .v2)

    private struct Scene {
        let bench: Bench
        let session: VaultSession
        let clock: LeapingClock

        init() async throws {
            bench = try Bench(try await Lab(["--only", "bao", "--no-seed", "--intercept"]))
            clock = LeapingClock()
            let settings = VaultConnection.Settings(address: bench.lab.text("interceptor", "address"))
            session = try await bench.client(settings, clock: clock).login(bench.token(), journal: bench.journal)
        }

        func inject(_ fault: String, _ method: String, _ path: String, times: Int = 1) throws {
            let rules: JSONValue = [
                [
                    "method": .string(method), "path": .string("/v1/\(path)"), "fault": .string(fault),
                    "times": JSONValue(times),
                ]
            ]
            let data = Data(rules.canonical)
            try data.write(to: URL(filePath: bench.lab.text("interceptor", "faults")), options: .atomic)
        }

        /// The version that is really there.
        func version() async throws -> Int {
            let answer = try await bench.lab.bao("GET", "secret/metadata/lost")
            return answer["data"]?["current_version"]?.integer ?? 0
        }
    }

    private func write(_ scene: Scene, _ condition: KVCondition) async throws -> Int? {
        try await scene.session.write(
            .test(["a": "b"]), to: "lost", in: mount, if: condition, try scene.bench.journal.writing("secret/lost"))
    }

    @Test(arguments: ["lost", "torn"])
    func `a write whose answer is lost was done once, and is told as unknown`(fault: String) async throws {
        let scene = try await Scene()
        try scene.inject(fault, "POST", place, times: 9)
        await #expect {
            try await write(scene, .none)
        } throws: { error in
            if case .outcomeUnknown(place, .interrupted?)? = error as? VaultError { true } else { false }
        }
        #expect(scene.clock.slept.isEmpty)
        #expect(try await scene.version() == 1)
        // What it rested on tells whether it was done.
        try scene.inject(fault, "GET", "nothing")
        await #expect(throws: VaultError.versionMismatch(path: place)) { try await write(scene, .absent) }
        #expect(try await write(scene, .version(1)) == 2)
    }

    @Test(arguments: [
        ("html", 0), ("garbage", 1), ("status:502", 0), ("status:500", 0), ("status:503", 0), ("status:429", 0),
    ])
    func `a write that was answered by something else is unknown too`(fault: String, version: Int) async throws {
        let scene = try await Scene()
        try scene.inject(fault, "POST", place, times: 9)
        await #expect(throws: VaultError.outcomeUnknown(path: place, nil)) { try await write(scene, .none) }
        #expect(scene.clock.slept.isEmpty)
        #expect(try await scene.version() == version)
    }

    @Test(arguments: ["lost", "torn", "status:502", "status:500", "status:503"])
    func `a read is asked again`(fault: String) async throws {
        let scene = try await Scene()
        _ = try await write(scene, .none)
        try scene.inject(fault, "GET", place, times: 2)
        let secret = try await scene.session.read(
            "lost", from: mount, try scene.bench.journal.reading("secret/lost"))
        #expect(try secret.text("a") == "b")
        // libcurl itself asks once more where a connection that it had used before turns out to be dead.
        #expect(scene.clock.slept.count == 2 || fault == "lost")
    }

    @Test(arguments: [("html", 200), ("garbage", 200)])
    func `a read that something else answers is an error that names path and status`(
        fault: String, status: Int
    ) async throws {
        let scene = try await Scene()
        _ = try await write(scene, .none)
        try scene.inject(fault, "GET", place, times: 9)
        await #expect(throws: VaultError.malformedAnswer(path: place, status: status)) {
            try await scene.session.read("lost", from: mount, try scene.bench.journal.reading("secret/lost"))
        }
    }

    @Test func `a login whose answer is lost is not repeated`() async throws {
        let scene = try await Scene()
        let lab = scene.bench.lab
        try await lab.bao("POST", "sys/auth/approle", ["type": "approle"], mustSucceed: true)
        try await lab.bao("POST", "auth/approle/role/r", ["secret_id_num_uses": 2], mustSucceed: true)
        let role = try await lab.bao("GET", "auth/approle/role/r/role-id")["data"]?["role_id"]?.string ?? ""
        let secret = try await lab.bao("POST", "auth/approle/role/r/secret-id", [:])["data"]?["secret_id"]?.string ?? ""
        let method = LoginMethod.appRole(
            mount: "approle", roleID: .held(.test(role)), secretID: .plain(.held(.test(secret))))
        try scene.inject("lost", "POST", "auth/approle/login", times: 9)
        await #expect {
            try await scene.session.client.login(method, journal: scene.bench.journal)
        } throws: { error in
            if case .unreachable(.interrupted)? = error as? VaultError { true } else { false }
        }
        // One of two uses is gone, not both.
        try scene.inject("lost", "GET", "nothing")
        _ = try await scene.session.client.login(method, journal: scene.bench.journal)
        await #expect(throws: VaultError.loginRefused(path: "auth/approle/login", status: 400)) {
            try await scene.session.client.login(method, journal: scene.bench.journal)
        }
    }
}
