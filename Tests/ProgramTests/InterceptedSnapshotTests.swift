// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// What mitmproxy in front of AWS loses, tears or replaces is read again, or said to be missing: never taken for nothing.
/// cloudquery#4964, prowler#1165: lists that end early, and reports that call themselves whole.
@Suite(.serialized)
struct InterceptedSnapshotTests {
    private static let lab = Task { try await Lab(["--only", "bao,ministack", "--intercept-aws"], isShared: true) }
    private static let whole = Task { try await taken(operation: "", fault: nil, times: 0) }

    struct Fault: Sendable, CustomTestStringConvertible {
        let name: String
        /// Whether another attempt is worth it: an answer that is whole and wrong comes from something that is in the way.
        let passes: Bool

        /// libcurl asks again itself, once, where a connection that it had kept ends without a byte.
        var times: Int { name == "lost" ? 2 : 1 }
        var testDescription: String { name }
    }

    private static let faults = [
        Fault(name: "lost", passes: true), Fault(name: "torn", passes: true), Fault(name: "status:503", passes: true),
        Fault(name: "short", passes: false), Fault(name: "empty", passes: false),
        Fault(name: "garbage", passes: false), Fault(name: "html", passes: false),
        Fault(name: "status:404", passes: false),
    ]

    private struct Taken {
        let command: Command
        let units: [JSONValue]
        /// By resource type and region, what the records say.
        let records: [String: [JSONValue]]
    }

    private static func taken(operation: String, fault: String?, times: Int) async throws -> Taken {
        let lab = try await lab.value
        let rules: [JSONValue] =
            fault.map {
                [
                    [
                        "method": "POST", "path": "*", "body": .string("Action=\(operation)"), "fault": .string($0),
                        "times": JSONValue(times),
                    ]
                ]
            } ?? []
        try Data(JSONValue.array(rules).canonical).write(
            to: URL(filePath: lab.text("aws_interceptor", "faults")), options: .atomic)
        let workspace = try Workspace(lab)
        try workspace.directory.write(
            "extractors.yaml",
            "extractors:\n  aws:\n    ec2: {enabled: true, types: [instance, vpc], regions: [us-east-1]}\n")
        let command = try await workspace.snapshot(
            environment: ["AWS_ENDPOINT_URL_EC2": lab.text("aws_interceptor", "address")])
        let path = command.outputText.trimmingCharacters(in: .newlines)
        try #require(!path.isEmpty, "\(command.errorText)")
        let verify = try await Program.run("verify", path, "--public-key", workspace.publicKey)
        #expect(verify.status == 0, "\(verify.errorText)")
        let manifest = try JSONValue(
            parsing: Array(try Data(contentsOf: URL(filePath: "\(path)/manifest.json"))).span)
        return Taken(
            command: command, units: manifest["units"]?.array ?? [],
            records: Dictionary(grouping: try await workspace.decrypted(path), by: place).mapValues {
                $0.map { $0["configuration"] ?? .null }
            })
    }

    private static func place(_ entry: JSONValue) -> String {
        "\(entry["resource_type"]?.string ?? "") \((entry["region"] ?? entry["metadata"]?["region"])?.string ?? "")"
    }

    @Test(arguments: faults)
    func `an answer that is spoilt once is read again, or its unit has failed`(fault: Fault) async throws {
        let whole = try await Self.whole.value
        #expect(whole.command.status == 0 && whole.units.count == 2, "\(whole.command.errorText)")
        let taken = try await Self.taken(operation: "DescribeInstances", fault: fault.name, times: fault.times)
        #expect(taken.command.status == (fault.passes ? 0 : 3), "\(taken.command.errorText)")
        try check(taken, whole, struck: "aws:ec2:instance")
        #expect(taken.units.count { $0["outcome"] == "failed" } == (fault.passes ? 0 : 1))
        let retries = taken.units.reduce(0) { $0 + ($1["retries"]?.integer ?? 0) }
        #expect(fault.passes ? (1...fault.times).contains(retries) : retries == 0, "\(retries)")
    }

    @Test(arguments: faults)
    func `an answer that is spoilt each time is no empty list`(fault: Fault) async throws {
        let taken = try await Self.taken(operation: "DescribeVpcs", fault: fault.name, times: 1000)
        #expect(taken.command.status == 3, "\(taken.command.errorText)")
        try check(taken, try await Self.whole.value, struck: "aws:ec2:vpc")
        let struck = taken.units.filter { $0["resource_type"] == "aws:ec2:vpc" }
        #expect(struck.count == 1 && struck.allSatisfy { $0["outcome"] == "failed" && $0["reason"] != nil })
        // As often as the configuration says, the first included.
        #expect(struck.allSatisfy { $0["calls"]?.integer == (fault.passes ? 3 : 1) })
    }

    /// A unit is what it is without the fault, or says that it is not.
    private func check(_ taken: Taken, _ whole: Taken, struck: String) throws {
        #expect(taken.units.map(Self.place) == whole.units.map(Self.place))
        for unit in taken.units {
            let place = Self.place(unit)
            guard unit["outcome"] == "complete" else {
                #expect(unit["resource_type"]?.string == struck && unit["outcome"] == "failed", "\(unit)")
                continue
            }
            let expected = try #require(whole.records[place], "\(place)")
            #expect(taken.records[place] == expected && !expected.isEmpty, "\(place)")
            #expect(unit["records"]?.integer == expected.count)
        }
    }
}
