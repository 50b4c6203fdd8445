// SPDX-License-Identifier: Apache-2.0
import Audit
import JSON
import TestSupport
import Testing

@testable import Vault

/// Both key-value engines, with hvac as the second client on the same server: what one writes the other reads.
struct KVTests {
    private let path = "team/name-1"

    private func hvac(_ bench: Bench, _ call: String, _ mount: KVMount, _ more: JSONObject = [:]) async throws
        -> JSONValue
    {
        var question = more
        question["address"] = .string(bench.lab.text("bao", "address"))
        question["token"] = .string(bench.lab.text("bao", "root_token"))
        question["call"] = .string(call)
        question["mount"] = .string(mount.path)
        question["path"] = .string(path)
        return try await Oracle.ask("hvac_answer", question: .object(question))["answer"] ?? .null
    }

    private func write(
        _ session: VaultSession, _ bench: Bench, _ fields: [String: String], _ mount: KVMount, _ condition: KVCondition
    ) async throws -> Int? {
        try await session.write(
            .test(fields), to: path, in: mount, if: condition, try bench.journal.writing(mount.target(of: path)))
    }

    private func read(
        _ session: VaultSession, _ bench: Bench, _ mount: KVMount, version: Int? = nil
    ) async throws -> KVSecret {
        try await session.read(
            path, version: version, from: mount, try bench.journal.reading(mount.target(of: path)))
    }

    private func remove(
        _ removal: KVRemoval, _ session: VaultSession, _ bench: Bench, _ mount: KVMount
    ) async throws {
        try await session.remove(
            removal, of: path, in: mount, try bench.journal.removing(mount.target(of: path)))
    }

    /// Everything that a careless writer of JSON gets wrong.
    private let odd = "quote \" backslash \\ tab \t nul \u{0} line \n é 平 🚀 </script>"

    @Test func `version 1 takes what hvac writes, and hvac takes what we write`() async throws {
        let bench = try await Bench.shared()
        let (mount, session) = (try await bench.mount(.v1), try await bench.session())
        _ = try await hvac(bench, "kv1_write", mount, ["secret": ["a": .string(odd)]])
        #expect(try await read(session, bench, mount).text("a") == odd)
        #expect(try await write(session, bench, ["b": odd, "c": ""], mount, .none) == nil)
        #expect(try await hvac(bench, "kv1_read", mount)["data"] == ["b": .string(odd), "c": ""])
        try await remove(.current, session, bench, mount)
        await #expect(throws: VaultError.missing(path: "\(mount.path)/\(path)")) {
            try await read(session, bench, mount)
        }
    }

    @Test func `version 1 is never taken for one that keeps versions`() async throws {
        let bench = try await Bench.shared()
        let (mount, session) = (try await bench.mount(.v1), try await bench.session())
        _ = try await write(session, bench, ["a": "first"], mount, .none)
        let refused = VaultError.needsVersion2(path: mount.target(of: path))
        for condition in [KVCondition.absent, .version(0), .version(1)] {
            await #expect(throws: refused) { try await write(session, bench, ["a": "x"], mount, condition) }
        }
        await #expect(throws: refused) { try await read(session, bench, mount, version: 1) }
        await #expect(throws: refused) { try await session.metadata(of: path, in: mount) }
        for removal in [KVRemoval.delete([1]), .undelete([1]), .destroy([1]), .everything] {
            await #expect(throws: refused) { try await remove(removal, session, bench, mount) }
        }
        await #expect(throws: refused) {
            try await session.patch(
                .test(["a": "x"]), of: path, in: mount, version: 1, try bench.journal.writing(mount.target(of: path)))
        }
        #expect(try await read(session, bench, mount).text("a") == "first")
    }

    @Test func `version 2 keeps every version, and both clients see the same`() async throws {
        let bench = try await Bench.shared()
        let (mount, session) = (try await bench.mount(.v2), try await bench.session())
        #expect(try await write(session, bench, ["a": odd], mount, .absent) == 1)
        _ = try await hvac(bench, "kv2_write", mount, ["secret": ["a": "second"], "cas": 1])
        #expect(try await write(session, bench, ["a": "third"], mount, .version(2)) == 3)
        #expect(try await write(session, bench, ["a": "fourth"], mount, .none) == 4)
        for (version, text) in [(1, odd), (2, "second"), (3, "third"), (4, "fourth")] {
            let ours = try await read(session, bench, mount, version: version)
            #expect(ours.version == version)
            #expect(try ours.text("a") == text)
            let theirs = try await hvac(bench, "kv2_read", mount, ["version": JSONValue(version)])
            #expect(theirs["data"]?["data"]?["a"]?.string == text)
        }
        #expect(try await read(session, bench, mount).version == 4)
        await #expect(throws: VaultError.missing(path: "\(mount.path)/data/\(path)")) {
            try await read(session, bench, mount, version: 5)
        }
    }

    @Test func `a write that rests on an old version is refused and changes nothing`() async throws {
        let bench = try await Bench.shared()
        let (mount, session) = (try await bench.mount(.v2), try await bench.session())
        _ = try await write(session, bench, ["a": "1"], mount, .absent)
        _ = try await write(session, bench, ["a": "2"], mount, .version(1))
        let refused = VaultError.versionMismatch(path: "\(mount.path)/data/\(path)")
        for condition in [KVCondition.absent, .version(1), .version(3)] {
            await #expect(throws: refused) { try await write(session, bench, ["a": "x"], mount, condition) }
        }
        #expect(try await read(session, bench, mount).text("a") == "2")

        let receipt = try bench.journal.writing(mount.target(of: path))
        try await session.setMetadata(
            of: path, in: mount, requiresCheckAndSet: true, maximumVersions: 7, custom: ["owner": "team \"x\""], receipt
        )
        await #expect(throws: VaultError.versionRequired(path: "\(mount.path)/data/\(path)")) {
            try await write(session, bench, ["a": "x"], mount, .none)
        }
        let metadata = try await session.metadata(of: path, in: mount)
        #expect(metadata.requiresCheckAndSet)
        #expect(metadata.maximumVersions == 7)
        #expect(metadata.custom == ["owner": "team \"x\""])
        let theirs = try await hvac(bench, "kv2_metadata", mount)["data"]
        #expect(theirs?["cas_required"]?.bool == true)
        #expect(theirs?["custom_metadata"] == ["owner": "team \"x\""])
        #expect(theirs?["current_version"]?.integer == metadata.currentVersion)
    }

    @Test func `a patch changes its fields and leaves the others`() async throws {
        let bench = try await Bench.shared()
        let (mount, session) = (try await bench.mount(.v2), try await bench.session())
        _ = try await write(session, bench, ["a": "1", "b": "2", "c": "3"], mount, .absent)
        var change = KVFields.test(["a": odd])
        change.remove("b")
        let target = mount.target(of: path)
        let version = try await session.patch(
            change, of: path, in: mount, version: 1, try bench.journal.writing(target))
        #expect(version == 2)
        let theirs = try await hvac(bench, "kv2_read", mount)
        #expect(theirs["data"]?["data"] == ["a": .string(odd), "c": "3"])
        await #expect(throws: VaultError.versionMismatch(path: "\(mount.path)/data/\(path)")) {
            try await session.patch(
                .test(["a": "x"]), of: path, in: mount, version: 1, try bench.journal.writing(target))
        }
    }

    @Test func `deleted, destroyed and missing are three things`() async throws {
        let bench = try await Bench.shared()
        let (mount, session) = (try await bench.mount(.v2), try await bench.session())
        let place = "\(mount.path)/data/\(path)"
        for version in 0..<4 { _ = try await write(session, bench, ["a": "\(version + 1)"], mount, .version(version)) }
        try await remove(.destroy([1]), session, bench, mount)
        try await remove(.delete([2]), session, bench, mount)
        try await remove(.current, session, bench, mount)
        for version in [1, 2, 4] {
            await #expect(throws: VaultError.deleted(path: place)) {
                try await read(session, bench, mount, version: version)
            }
        }
        let states = try await session.metadata(of: path, in: mount).versions.map(\.state)
        #expect(states == [.destroyed, .deleted, .available, .deleted])

        try await remove(.undelete([2, 4]), session, bench, mount)
        #expect(try await read(session, bench, mount).text("a") == "4")
        #expect(try await read(session, bench, mount, version: 2).text("a") == "2")
        // hvac undoes and redoes the same.
        _ = try await hvac(bench, "kv2_delete", mount)
        await #expect(throws: VaultError.deleted(path: place)) { try await read(session, bench, mount) }
        // A deleted version is still the one that a write rests on.
        await #expect(throws: VaultError.versionMismatch(path: place)) {
            try await write(session, bench, ["a": "x"], mount, .absent)
        }
        #expect(try await write(session, bench, ["a": "5"], mount, .version(4)) == 5)

        try await remove(.everything, session, bench, mount)
        await #expect(throws: VaultError.missing(path: place)) { try await read(session, bench, mount) }
        await #expect(throws: VaultError.missing(path: "\(mount.path)/metadata/\(path)")) {
            try await session.metadata(of: path, in: mount)
        }
    }

    @Test func `a secret beyond all measure is refused by its size, with its path`() async throws {
        let bench = try await Bench.shared()
        let (mount, session) = (try await bench.mount(.v2), try await bench.session())
        let directory = try TemporaryDirectory()
        let body = JSONValue.object(["data": ["a": .string(String(repeating: "x", count: 5 << 20))]])
        let file = try directory.write("body", String(decoding: body.canonical, as: UTF8.self))
        let curl = try await Command.run(
            "/usr/bin/curl",
            [
                "-sSf", "--noproxy", "*", "-H", "X-Vault-Token: \(bench.lab.text("bao", "root_token"))", "-d",
                "@\(file)",
                "\(bench.lab.text("bao", "address"))/v1/\(mount.path)/data/\(path)",
            ])
        #expect(curl.status == 0, "\(curl.errorText)")
        await #expect(
            throws: VaultError.answerTooLarge(path: "\(mount.path)/data/\(path)", limit: VaultClient.answerLimit)
        ) { try await read(session, bench, mount) }
    }

    @Test(arguments: ["../other", "a/../../sys/seal", "a//b", "a%2fb", "a?version=1", "a b", "", "a\n"])
    func `a path that climbs or means something else never leaves the machine`(path: String) async throws {
        let bench = try await Bench.shared()
        let session = try await bench.session()
        let mount = KVMount(path: "secret", version: .v2)
        await #expect(throws: VaultError.malformedPath("secret/data/\(path)")) {
            try await session.read(path, from: mount, try bench.journal.reading(mount.target(of: path)))
        }
    }
}
