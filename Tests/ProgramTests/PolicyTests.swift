// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// What is published is what the catalogue needs.
struct PolicyTests {
    @Test func `the published reader policy is the one that the catalogue gives`() async throws {
        let folder = "\(Repository.root)/policies/aws"
        let parts = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasPrefix("reader-") }
        #expect(parts.count > 1)
        for part in 1...parts.count {
            let printed = try await Program.run("policy", "aws", "--part", "\(part)")
            let published = try Repository.text("policies/aws/reader-\(part).json")
            #expect(printed.status == 0)
            #expect(printed.outputText == published)
            #expect(printed.outputText.count { !$0.isWhitespace } <= 6144)
        }
        let beyond = try await Program.run("policy", "aws", "--part", "\(parts.count + 1)")
        #expect(beyond.status == 10)
        #expect(beyond.errorText.contains("there are \(parts.count) parts"), "\(beyond.errorText)")
    }

    @Test func `every action is one of IAM's, and lists or reads`() async throws {
        let json = try await Program.run("extractors", "--json")
        let list = try #require(try JSONValue(parsing: Array(json.output).span).array)
        let aws = list.filter { $0["resource_type"]?.string?.hasPrefix("aws:") == true }
        let actions = Set(aws.flatMap { $0["permissions"]?.array?.compactMap(\.string) ?? [] })
        #expect(actions.count > 500)
        let levels = try await Oracle.ask("iam_actions", question: ["actions": JSONValue(strings: actions.sorted())])
        for action in actions.sorted() {
            #expect(
                ["List", "Read"].contains(levels[action]?.string), "\(action): \(levels[action]?.string ?? "unknown")")
        }
    }

    @Test func `the other published policies are those that are printed`() async throws {
        let user = "arn:aws:iam::111122223333:user/cloud-extractor"
        let role = "arn:aws:iam::111122223333:role/cloud-extractor-read"
        for (name, arguments) in [
            ("trust", ["--user", user, "--external-id", "7c1d2f0e"]), ("assume", ["--role", role]),
            ("rotator", ["--user", user]),
        ] {
            let printed = try await Command.run(Program.path, ["policy", "aws", name] + arguments)
            let published = try Repository.text("policies/aws/\(name).json")
            #expect(printed.outputText == published)
        }
        for cloud in ["azure", "gcp"] {
            let printed = try await Program.run("policy", cloud, "rotator")
            #expect(printed.outputText == (try Repository.text("policies/\(cloud)/rotator.json")))
        }
    }

    @Test func `every type that can be extracted is listed with its permissions`() async throws {
        let plain = try await Program.run("extractors")
        let types = plain.outputText.split(separator: "\n")
        #expect(types == types.sorted())
        #expect(types.contains("aws:ec2:instance") && types.contains("aws:iam:access-key"))
        let json = try await Program.run("extractors", "--json")
        let list = try #require(try JSONValue(parsing: Array(json.output).span).array)
        #expect(list.compactMap { $0["resource_type"]?.string } == types.map(String.init))
        #expect(list.allSatisfy { !($0["permissions"]?.array ?? []).isEmpty })
    }

    @Test func `every command explains itself with examples`() async throws {
        let commands =
            [["snapshot"], ["verify"], ["decrypt"], ["audit", "verify"], ["audit", "show"]]
            + [["policy", "aws", "reader"], ["policy", "vault"], ["extractors"], ["keys", "generate"], ["doctor"]]
        for words in commands {
            let help = try await Command.run(Program.path, words + ["--help"])
            #expect(help.status == 0)
            #expect(help.outputText.contains("EXAMPLES"), "\(words)")
        }
    }
}
