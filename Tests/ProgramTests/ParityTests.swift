// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// Everything that an emulator can hold, extracted by the program and by boto3, and compared field by field. The second
/// opinion reads the same catalogue with code of its own (`scripts/oracle`).
struct ParityTests {
    /// Members that moto makes up anew for every answer.
    private static let madeUp: [String: [[String]]] = [
        "aws:athena:work-group": [["CreationTime"]],
        "aws:cloudtrail:trail": [["Status", "LatestDeliveryTime"], ["Status", "LatestDeliveryAttemptTime"]],
        "aws:efs:file-system": [["SizeInBytes", "Timestamp"]],
        "aws:rds:db-instance": [["LatestRestorableTime"]], "aws:rds:db-cluster": [["LatestRestorableTime"]],
        // An object in the place of a flag.
        "aws:sesv2:configuration-set": [["SendingOptions", "SendingEnabled"]],
    ]

    /// The type and the emulator that holds it, of `coverage.txt`.
    static func covered(by emulator: String) throws -> [String] {
        try Repository.text("Tests/ProgramTests/coverage.txt").split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            return words[1] == emulator ? String(words[0]) : nil
        }
    }

    private func extractors(_ types: [String]) -> String {
        var services: [String: [String]] = [:]
        for type in types {
            let parts = type.split(separator: ":").map(String.init)
            services[parts[1], default: []].append(parts[2])
        }
        var text = "extractors:\n  aws:\n"
        for (service, names) in services.sorted(by: { $0.key < $1.key }) {
            text += "    \(service):\n      enabled: true\n      types: [\(names.joined(separator: ", "))]\n"
        }
        return text
    }

    @Test(arguments: [("moto", "moto", "endpoint"), ("ministack", "aws", "endpoint")])
    func `every type that an emulator holds has boto3's answer, field by field`(
        emulator: String, section: String, key: String
    ) async throws {
        let lab = try await Lab(["--only", "bao,\(emulator)", "--estate", "full"])
        #expect(lab.facts[section]?["estate_failed"] == [:])
        let types = try Self.covered(by: emulator)
        let workspace = try Workspace(lab)
        try workspace.directory.write("extractors.yaml", extractors(types))
        try workspace.edit("      - us-west-2\n", "")
        let command = try await workspace.snapshot()
        let path = command.outputText.trimmingCharacters(in: .newlines)
        try #require(!path.isEmpty, "\(command.errorText)")
        let records = try await workspace.decrypted(path)
        let answer = try await Oracle.ask(
            "boto3_answer",
            question: [
                "endpoint": .string(lab.text(section, key)),
                "access_key_id": .string(emulator == "moto" ? "testing" : lab.text(section, "root_access_key_id")),
                "secret_access_key": .string(
                    emulator == "moto" ? "testing" : lab.text(section, "root_secret_access_key")),
                "catalogue": .string("\(Repository.root)/Sources/CAWSCatalogue/types"), "account": "123456789012",
                "region": "us-east-1", "types": JSONValue(strings: types),
            ])
        var compared = 0
        for type in types {
            let theirs = try #require(answer[type]?.object)
            let ours = records.filter { $0["resource_type"]?.string == type }
            #expect(!ours.isEmpty, "\(type)")
            #expect(theirs["error"] == nil, "\(type): \(theirs["error"]?.string ?? "")")
            #expect(
                Set(ours.compactMap { $0["metadata"]?["resource_id"]?.string }) == Set(theirs.members.map(\.name)),
                "\(type)")
            for record in ours {
                let id = record["metadata"]?["resource_id"]?.string ?? ""
                guard let other = theirs[id] else { continue }
                compare(type, id, record, other)
                compared += 1
            }
        }
        #expect(compared >= types.count)
        // What the seeds planted as secrets.
        for record in records { #expect(!String(decoding: record.canonical, as: UTF8.self).contains("hunter2")) }
    }

    private func compare(_ type: String, _ id: String, _ record: JSONValue, _ other: JSONValue) {
        let metadata = record["metadata"] ?? .null
        #expect(metadata["arn"]?.string == other["arn"]?.string, "\(type) \(id)")
        #expect(metadata["name"]?.string == other["name"]?.string, "\(type) \(id)")
        #expect(metadata["tags"] == other["tags"], "\(type) \(id)")
        var (ours, theirs) = (masked(record["configuration"] ?? .null), masked(other["configuration"] ?? .null))
        for path in Self.madeUp[type] ?? [] {
            ours = ours.without(path[...])
            theirs = theirs.without(path[...])
        }
        if !Self.same(ours, theirs) {
            let difference = Self.difference(ours, theirs)
            Issue.record("\(type) \(id): \(difference)")
        }
        let missing = metadata["missing"]?.array?.compactMap { $0["part"]?.string } ?? []
        #expect(Set(missing) == Set(other["missing"]?.object?.members.map(\.name) ?? []), "\(type) \(id)")
    }

    /// The oracle has no key: both sides say only that something is hidden.
    private func masked(_ value: JSONValue) -> JSONValue {
        switch value {
        case .string(let text):
            return .string(text.replacing(/hmac-sha256:[a-z0-9]+:[0-9a-f]{32}/, with: "<redacted>"))
        case .array(let elements): return .array(elements.map(masked))
        case .object(let object):
            var copy = JSONObject()
            for member in object.members { copy[member.name] = masked(member.value) }
            return .object(copy)
        default: return value
        }
    }

    /// Equal, but that Python's times end at microseconds and are rounded on the way.
    private static func same(_ left: JSONValue, _ right: JSONValue) -> Bool {
        switch (left, right) {
        case (.object(let a), .object(let b)):
            return a.members.count == b.members.count
                && zip(a.members, b.members).allSatisfy { $0.name == $1.name && same($0.value, $1.value) }
        case (.array(let a), .array(let b)): return a.count == b.count && zip(a, b).allSatisfy { same($0, $1) }
        case (.string(let a), .string(let b)) where a != b:
            guard let one = time(a), let other = time(b) else { return false }
            return abs(one.timeIntervalSince(other)) < 0.0015
        default: return left == right
        }
    }

    private static func time(_ text: String) -> Date? {
        guard text.count >= 20, text.hasSuffix("Z") else { return nil }
        return [true, false].lazy.compactMap {
            try? Date.ISO8601FormatStyle(includingFractionalSeconds: $0).parse(text)
        }.first
    }

    /// Where two values differ first.
    private static func difference(_ left: JSONValue, _ right: JSONValue, at path: String = "") -> String {
        if case .object(let a) = left, case .object(let b) = right {
            for name in Set(a.members.map(\.name) + b.members.map(\.name)).sorted()
            where !same(a[name] ?? .null, b[name] ?? .null) || (a[name] == nil) != (b[name] == nil) {
                return difference(a[name] ?? "(nothing)", b[name] ?? "(nothing)", at: "\(path).\(name)")
            }
        }
        if case .array(let a) = left, case .array(let b) = right, a.count == b.count {
            for (index, pair) in zip(a, b).enumerated() where !same(pair.0, pair.1) {
                return difference(pair.0, pair.1, at: "\(path)[\(index)]")
            }
        }
        func text(_ value: JSONValue) -> String { String(String(decoding: value.canonical, as: UTF8.self).prefix(200)) }
        return "\(path): \(text(left)) is not \(text(right))"
    }
}

extension JSONValue {
    /// The value without what lies under a path.
    fileprivate func without(_ path: ArraySlice<String>) -> JSONValue {
        guard case .object(var object) = self, let name = path.first else { return self }
        object[name] = path.count == 1 ? nil : object[name]?.without(path.dropFirst())
        return .object(object)
    }
}
