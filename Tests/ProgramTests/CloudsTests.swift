// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// Azure and Google Cloud, as the project's own simulator plays them.
struct CloudsTests {
    /// Every type of both clouds.
    private static func everything(_ clouds: [String] = ["azure", "gcp"]) async throws -> (
        yaml: String, types: [String]
    ) {
        let listed = try await Program.run("extractors").outputText.split(separator: "\n").map(String.init)
        var yaml = "extractors:\n"
        for cloud in clouds {
            let types = listed.filter { $0.hasPrefix("\(cloud):") }
            let services = Set(types.compactMap { $0.split(separator: ":").dropFirst().first.map(String.init) })
            yaml += "  \(cloud):\n" + services.sorted().map { "    \($0): {enabled: true}\n" }.joined()
        }
        return (yaml, listed.filter { type in clouds.contains { type.hasPrefix("\($0):") } })
    }

    private func manifest(_ path: String) throws -> JSONValue {
        try JSONValue(parsing: Array(try Data(contentsOf: URL(filePath: "\(path)/manifest.json"))).span)
    }

    @Test func `everything that the clouds hold is what Microsoft's and Google's own clients see`() async throws {
        // Two to a page, so that almost every list has several.
        let lab = try await Lab(["--only", "bao,simulator", "--page-size", "2"])
        let workspace = try Workspace(lab)
        let (yaml, types) = try await Self.everything()
        try workspace.directory.write("extractors.yaml", yaml)
        let command = try await workspace.snapshot()
        // Two lists of the second project say themselves that a zone and a location are missing.
        #expect(command.status == 3, "\(command.errorText)")
        let path = command.outputText.trimmingCharacters(in: .newlines)
        let manifest = try manifest(path)
        let incomplete = try #require(manifest["units"]?.array).filter { $0["outcome"]?.string != "complete" }
        #expect(
            incomplete.map { $0["unreached"] } == [
                ["zones/us-west9-a"], ["projects/second-project/locations/us-west9"],
            ])
        #expect(incomplete.allSatisfy { $0["reason"] == "UNREACHABLE" && $0["records"] == 1 })
        #expect(manifest["units"]?.array?.allSatisfy { $0["incomplete_records"] == 0 } == true)
        // The published roles are what the identities have, so nothing is missing from them and nothing too much.
        let sessions = try #require(manifest["sessions"]?.array)
        // Of two subscriptions and two projects; and the account that impersonates the reader, which holds nothing.
        #expect(sessions.count == 6)
        #expect(sessions.allSatisfy { $0["excess"] == [] && $0["lack"] == [] })
        #expect(sessions.filter { $0["permissions"] == [] }.count == 2)
        let records = try await workspace.decrypted(path)
        #expect(records.count > 800)
        let text = String(decoding: JSONValue.array(records).canonical, as: UTF8.self)
        #expect(!text.contains("test-secret"))
        let ours = Set(try await lab.simulatorRequests().compactMap(Self.read))
        let before = try await lab.simulatorRequests().count
        let answers = try await answers(lab, types)
        // The vendors' clients ask for the same, and for nothing that we leave out.
        let theirs = Set(try await lab.simulatorRequests().dropFirst(before).compactMap(Self.read))
        #expect(theirs.count > 500)
        #expect(theirs.subtracting(ours).sorted() == [])
        #expect(ours.subtracting(theirs).sorted() == [])
        for type in types {
            let theirs = try #require(answers[type]?.object, "\(type)")
            #expect(theirs.members.allSatisfy { $0.name != "error" && $0.name != "skipped" }, "\(type)")
            let ours = records.filter { $0["resource_type"]?.string == type }
            #expect(!ours.isEmpty, "\(type)")
            let ids = Set(ours.compactMap { $0["metadata"]?["resource_id"]?.string })
            #expect(ids == Set(theirs.members.map(\.name)), "\(type)")
            for record in ours {
                let id = record["metadata"]?["resource_id"]?.string ?? ""
                let difference = Self.difference(record["configuration"] ?? .null, answers[type]?[id] ?? .null, id)
                #expect(difference == nil, "\(type): \(difference ?? "")")
            }
        }
    }

    /// A request for resources, without what tells one page from another; nil for the other questions of both sides.
    private static func read(_ request: JSONValue) -> String? {
        guard let host = request["host"]?.string, let path = request["path"]?.string?.lowercased() else { return nil }
        let own = [
            "login.microsoftonline.com", "oauth2.googleapis.com", "iamcredentials.googleapis.com",
            "cloudasset.googleapis.com/v1/projects", "microsoft.resourcegraph", "microsoft.authorization/permissions",
            ":testiampermissions",
        ]
        if own.contains(where: { "\(host)\(path)".contains($0) && !path.hasSuffix("/feeds") }) { return nil }
        return "\(request["method"]?.string ?? "") \(host)\(path) \(request["api_version"]?.string ?? "")"
    }

    private func answers(_ lab: Lab, _ types: [String]) async throws -> JSONValue {
        let address = JSONValue.string(lab.text("simulator", "address"))
        let azure = try await Oracle.ask(
            "azure_answer",
            question: [
                "address": address, "tenant": .string(lab.text("simulator", "tenant")),
                "client_id": .string(try await lab.secret("azure", "client_id")),
                "client_secret": .string(try await lab.secret("azure", "client_secret")),
                "subscriptions": lab.facts["simulator"]?["subscriptions"] ?? .null,
                "types": JSONValue(strings: types.filter { $0.hasPrefix("azure:") }),
            ], of: "azure")
        var key = JSONObject()
        for name in ["client_email", "private_key", "private_key_id"] {
            key[name] = .string(try await lab.secret("gcp", name))
        }
        let token = try await Oracle.ask(
            "gcp_login",
            question: [
                "address": address, "key": .object(key),
                "impersonate": .string(lab.text("simulator", "reader")),
            ], of: "gcp")
        let gcp = try await Oracle.ask(
            "gcp_answer",
            question: [
                "address": address, "token": token["token"] ?? .null,
                "projects": lab.facts["simulator"]?["projects"] ?? .null,
                "types": JSONValue(strings: types.filter { $0.hasPrefix("gcp:") }),
            ], of: "gcp")
        var both = azure.object ?? JSONObject()
        for member in gcp.object?.members ?? [] { both[member.name] = member.value }
        return .object(both)
    }

    /// Where two configurations differ. What is redacted in ours may be anything in theirs.
    private static func difference(_ ours: JSONValue, _ theirs: JSONValue, _ path: String) -> String? {
        switch (ours, theirs) {
        case (.object(let a), .object(let b)):
            guard a.members.map(\.name) == b.members.map(\.name) else {
                return "\(path): \(a.members.map(\.name)) and \(b.members.map(\.name))"
            }
            for (left, right) in zip(a.members, b.members) {
                if let found = difference(left.value, right.value, "\(path).\(left.name)") { return found }
            }
            return nil
        case (.array(let a), .array(let b)):
            guard a.count == b.count else { return "\(path): \(a.count) and \(b.count) elements" }
            for (index, pair) in zip(a, b).enumerated() {
                if let found = difference(pair.0, pair.1, "\(path)[\(index)]") { return found }
            }
            return nil
        case (.string(let text), _) where text.contains("hmac-sha256:k1:"):
            guard case .string(let other) = theirs else { return text.hasPrefix("hmac-sha256:k1:") ? nil : path }
            let kept = text.split(separator: /hmac-sha256:k1:[0-9a-f]{32}/, omittingEmptySubsequences: false)
            let isLike = other.hasPrefix(kept.first ?? "") && other.hasSuffix(kept.last ?? "")
            return isLike ? nil : "\(path): \(text)"
        default: return ours == theirs ? nil : path
        }
    }

    @Test(arguments: [("azure", "azure_catalogue"), ("gcp", "gcp_catalogue")])
    func `every call, path and permission is one that the vendors know`(cloud: String, program: String) async throws {
        let check = try await Command.run(
            Oracle.python(of: cloud), ["\(Repository.root)/scripts/oracle/\(program).py"])
        #expect(check.status == 0, "\(check.outputText.prefix(2000)) \(check.errorText.suffix(500))")
    }

    @Test func `what the simulator has of Google Cloud is of Google's own schemas`() async throws {
        let folder = "\(Repository.root)/Tests/CloudSimulator/Estate/gcp"
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { "\(folder)/\($0)" }
        #expect(files.count > 30)
        let check = try await Command.run(
            Oracle.python(of: "gcp"), ["\(Repository.root)/scripts/oracle/gcp_schema.py"] + files)
        #expect(check.status == 0, "\(check.outputText.prefix(2000)) \(check.errorText.suffix(500))")
    }

    @Test(arguments: ["azure", "gcp"])
    func `the published role is what the catalogue needs, without a wildcard`(cloud: String) async throws {
        let printed = try await Program.run("policy", cloud)
        #expect(printed.outputText == (try Repository.text("policies/\(cloud)/reader.json")))
        #expect(!printed.outputText.contains("*"))
        let lines = printed.outputText.lowercased().split(separator: "\n")
        for word in ["listkeys", "listsecrets", "regeneratekey", ".access\"", "getkeystring", "/action\""] {
            #expect(!lines.contains { $0.contains(word) }, "\(word)")
        }
        let one = try await Program.run("policy", cloud, "--service", "compute")
        #expect(one.status == 0 && one.output.count < printed.output.count)
        let none = try await Program.run("policy", cloud, "--service", "nosuch")
        #expect(none.status == 10)
    }
}
