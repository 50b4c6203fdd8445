// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

@testable import cloud_extractor

/// The units against systemd's own word for them, and against what documents and configuration say.
struct SystemdTests {
    /// Swift Testing has one of the same name.
    private typealias Code = cloud_extractor.ExitStatus

    private static let analyze = "/usr/bin/systemd-analyze"
    private static let document = "docs/deployment-systemd.md"
    /// A tenth of a point; systemd calls everything below 2 safe enough to be "OK".
    private static let ceiling = 12

    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    /// The units as they are, but for the program, which is not installed here.
    private func copies(with line: String = "") throws -> [String] {
        try ServiceUnit.all.map { unit in
            let text = try Repository.text("systemd/\(unit.name)")
                .replacingOccurrences(of: "/usr/bin/cloud-extractor", with: "/bin/true")
            return try folder.write(
                unit.name, text.replacingOccurrences(of: "[Service]\n", with: "[Service]\n\(line)\n"))
        }
    }

    @Test func `systemd finds nothing wrong with any of them`() async throws {
        let command = try await Command.run(Self.analyze, ["verify", "--man=no"] + (try copies()))
        #expect(command.status == 0)
        #expect(command.errorText.isEmpty, "\(command.errorText)")
        #expect(ServiceUnit.all.count == 7)
    }

    @Test func `systemd would find what is wrong`() async throws {
        let command = try await Command.run(Self.analyze, ["verify", "--man=no"] + (try copies(with: "NoSuchKey=yes")))
        #expect(command.errorText.contains(/Unknown key( name)? .NoSuchKey./), "\(command.errorText)")
    }

    /// `| cloud-extractor-agent.service | 1.1 |`
    private static func documented(_ name: String) throws -> String? {
        let row = try Repository.text(document).split(separator: "\n").first { $0.hasPrefix("| `\(name)` | ") }
        return row?.split(separator: "|")[1].trimmingCharacters(in: .whitespaces)
    }

    @Test(arguments: ServiceUnit.services)
    func `its exposure is low, and what the document says`(unit: ServiceUnit) async throws {
        let arguments = ["security", "--offline=true", "--no-pager", "\(Repository.root)/systemd/\(unit.name)"]
        let command = try await Command.run(Self.analyze, arguments + ["--threshold=\(Self.ceiling)"])
        #expect(command.status == 0, "\(command.outputText)")
        let match = try #require(command.outputText.firstMatch(of: /Overall exposure level for [^:]+: ([0-9.]+)/))
        #expect(try Self.documented(unit.name) == String(match.1))
    }

    @Test(arguments: ServiceUnit.services)
    func `what is left open is what the document explains`(unit: ServiceUnit) async throws {
        let command = try await Command.run(
            Self.analyze,
            ["security", "--offline=true", "--json=short", "\(Repository.root)/systemd/\(unit.name)"])
        let findings = try #require(try command.lines().first?.array)
        let open = findings.filter { ($0["exposure"]?.string ?? "0") != "0" && $0["exposure"] != .null }
            .compactMap { $0["name"]?.string }
        let text = try Repository.text(Self.document)
        #expect(open.count < 10)
        for name in open.map({ $0.replacingOccurrences(of: "|", with: "\\|") }) {
            #expect(text.contains("| `\(name)` |"), "\(name)")
        }
    }

    @Test func `the sandbox is the same in every unit`() throws {
        let sandboxes = try ServiceUnit.services.map { unit in
            let text = try Repository.text("systemd/\(unit.name)")
            let start = try #require(text.range(of: "# The sandbox, the same in every unit."))
            return text[start.lowerBound...].split(separator: "\n\n")[0].split(separator: "\n")
                .filter { !$0.hasPrefix("User=") && !$0.hasPrefix("Group=") }
        }
        for sandbox in sandboxes { #expect(sandbox == sandboxes[0]) }
        #expect(sandboxes[0].count > 30)
    }

    @Test(arguments: ServiceUnit.all)
    func `every path that it names is made for it, or explained`(unit: ServiceUnit) throws {
        let state = unit.values("StateDirectory").map { "/var/lib/\($0)" }
        let made = try Repository.text("systemd/cloud-extractor.tmpfiles.conf").split(separator: "\n")
            .filter { $0.hasPrefix("d ") }.map { String($0.split(separator: " ")[1]) }
        let text = try Repository.text(Self.document)
        for (key, value) in unit.settings {
            for match in value.matches(of: /(?:^|[ :])(\/[\w\/.\-]+)/) {
                let path = String(match.1)
                // A tool of Debian's; what it is called with is looked at below.
                if FileManager.default.isExecutableFile(atPath: path) { continue }
                let isIn = (state + made).contains { path == $0 || path.hasPrefix("\($0)/") }
                #expect(isIn || path == "/usr/bin/cloud-extractor", "\(key)=\(value)")
                #expect(text.contains(path), "\(Self.document) does not name \(path)")
            }
        }
    }

    @Test(arguments: ServiceUnit.services)
    func `its user is one that is made, and its state is that user's alone`(unit: ServiceUnit) throws {
        let users = try Repository.text("systemd/cloud-extractor.sysusers.conf").split(separator: "\n")
            .filter { $0.hasPrefix("u ") }.map { $0.split(separator: " ") }
        let user = try #require(unit.values("User").first)
        #expect(unit.values("Group") == [user])
        #expect(users.contains { $0[1] == user && $0.last.map { "\($0)" } == "/var/lib/\(user)" })
        #expect(unit.values("StateDirectory").allSatisfy { $0 == user || $0.hasPrefix("\(user)/") })
        #expect(unit.values("StateDirectoryMode") == ["0700"])
    }

    @Test func `a snapshot is tried again for what passes by itself, and for nothing else`() throws {
        let final = try ServiceUnit("cloud-extractor-snapshot.service").values("RestartPreventExitStatus")
        let passing: [Code] = [.complete, .vaultUnreachable, .vaultSealed, .cloudUnreachable, .interrupted]
        let expected = Code.allCases.filter { !passing.contains($0) }.map { "\($0.rawValue)" } + ["64"]
        #expect(final.sorted() == expected.sorted())
    }

    @Test func `the agent is started again unless somebody has to do something first`() throws {
        let unit = try ServiceUnit("cloud-extractor-agent.service")
        let final: [Code] = [.configuration, .configurationUnreadable, .wrappingBroken, .tampered]
        #expect(unit.values("RestartPreventExitStatus") == final.map { "\($0.rawValue)" } + ["64"])
    }

    @Test(arguments: ServiceUnit.services)
    func `only an interruption is a success besides success`(unit: ServiceUnit) {
        #expect(unit.values("SuccessExitStatus") == ["\(Code.interrupted.rawValue)"])
    }
}
