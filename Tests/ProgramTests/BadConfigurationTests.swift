// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

/// What is wrong in a file is said with the file, the line and the remedy, before anything is done.
struct BadConfigurationTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let old: String
        let new: String
        let status: Int32
        let says: String

        var testDescription: String { name }
    }

    static let cases = [
        Case(
            name: "unknown key", old: "max_workers:", new: "max_worker:", status: 10,
            says: "unknown key 'processing.max_worker'"),
        Case(name: "malformed YAML", old: "app:", new: "app: [", status: 11, says: "production.yaml:"),
        Case(name: "missing key", old: "environment: demo", new: "name: x", status: 11, says: "twice"),
        Case(
            name: "wrong type", old: "max_workers: 4", new: "max_workers: many", status: 10,
            says: "'processing.max_workers' should be a whole number from 1 to 256"),
        Case(
            name: "plain http to another host", old: "http://127.0.0.1", new: "http://192.0.2.1", status: 10,
            says: "plain http to 192.0.2.1"),
        Case(
            name: "role that is none", old: "arn:aws:iam::123456789012:role/", new: "role:", status: 10,
            says: "is no ARN of a role"),
        Case(
            name: "unknown transport", old: "type: filesystem", new: "type: pigeon", status: 10, says: "transport.type"),
        Case(
            name: "unknown login", old: "method: approle", new: "method: guess", status: 10,
            says: "none of approle, cert, jwt, kubernetes and token"),
    ]

    @Test(arguments: cases)
    func `a mistake is named with its place`(_ mistake: Case) async throws {
        let workspace = try await Workspace.shared()
        try workspace.edit(mistake.old, mistake.new)
        let command = try await workspace.snapshot()
        #expect(command.errorText.contains(mistake.says), "\(command.errorText)")
        #expect(command.status == mistake.status || mistake.name == "missing key" && command.status == 10)
        #expect(command.output.isEmpty)
        #expect(!FileManager.default.fileExists(atPath: workspace.output))
    }

    @Test func `the nearest known key is suggested`() async throws {
        let workspace = try await Workspace.shared()
        try workspace.edit("max_workers:", "max_worker:")
        let command = try await workspace.snapshot()
        #expect(command.errorText.contains("hint: did you mean 'max_workers'?"))
        #expect(command.errorText.contains("production.yaml:"))
    }

    @Test func `an unknown service is an unknown key`() async throws {
        let workspace = try await Workspace.shared()
        try workspace.directory.write("extractors.yaml", "extractors:\n  aws:\n    ec3:\n      enabled: true\n")
        let command = try await workspace.snapshot()
        #expect(command.status == 10)
        #expect(command.errorText.contains("extractors.yaml:3:5: unknown key 'extractors.aws.ec3'"))
        #expect(command.errorText.contains("did you mean 'ec2'?"))
    }

    @Test(arguments: ["[]", "[us-east-1, us-east-1]", "[\"../../../escaped\"]", "[everywhere]"])
    func `regions of a service are checked like those of the provider`(regions: String) async throws {
        let workspace = try await Workspace.shared()
        try workspace.directory.write(
            "extractors.yaml", "extractors:\n  aws:\n    ec2:\n      enabled: true\n      regions: \(regions)\n")
        let command = try await workspace.snapshot()
        #expect(command.status == 10, "\(command.errorText)")
        #expect(command.errorText.contains("extractors.aws.ec2.regions"))
        #expect(!FileManager.default.fileExists(atPath: workspace.output))
    }

    @Test func `a configuration may come through a pipe`() async throws {
        let workspace = try await Workspace.shared()
        let command = try await Command.run(
            "/bin/bash",
            [
                "-c",
                "'\(Program.path)' snapshot --config <(cat '\(workspace.config)') --extractors '\(workspace.extractors)'",
            ])
        #expect(command.status == 0, "\(command.errorText)")
    }

    @Test func `a file that is not there is named`() async throws {
        let command = try await Program.run("snapshot", "--config", "/nonexistent/production.yaml")
        #expect(command.status == 11)
        #expect(command.errorText.contains("/nonexistent/production.yaml"))
    }

    @Test func `nothing enabled is an error and not an empty snapshot`() async throws {
        let workspace = try await Workspace.shared()
        try workspace.directory.write("extractors.yaml", "extractors:\n  aws:\n    ec2:\n      enabled: false\n")
        let command = try await workspace.snapshot()
        #expect(command.status == 10)
        #expect(command.errorText.contains("nothing is enabled"))
    }

    @Test func `a wrong command line ends with the usage and 64`() async throws {
        let command = try await Program.run("snapshot")
        #expect(command.status == 64)
        #expect(command.output.isEmpty)
        #expect(command.errorText.contains("--config"))
    }
}
