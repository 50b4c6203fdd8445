// SPDX-License-Identifier: Apache-2.0
import JSON
import TestSupport
import Testing

/// What is published is what the catalogue needs.
struct PolicyTests {
    @Test func `the published reader policy is the one that the catalogue gives`() async throws {
        let printed = try await Program.run("policy", "aws")
        #expect(printed.status == 0)
        #expect(printed.outputText == (try Repository.text("policies/aws/reader.json")))
    }

    @Test func `every type that can be extracted is listed with its permissions`() async throws {
        let plain = try await Program.run("extractors")
        #expect(
            plain.outputText == """
                aws:ec2:instance
                aws:ec2:security-group
                aws:ec2:subnet
                aws:ec2:vpc
                aws:s3:bucket

                """)
        let json = try await Program.run("extractors", "--json")
        let list = try #require(try JSONValue(parsing: Array(json.output).span).array)
        #expect(list.count == 5)
        #expect(list.allSatisfy { !($0["permissions"]?.array ?? []).isEmpty })
    }

    @Test func `every command explains itself with examples`() async throws {
        let commands =
            [["snapshot"], ["verify"], ["decrypt"], ["audit", "verify"], ["audit", "show"]]
            + [["policy", "aws"], ["extractors"], ["keys", "generate"]]
        for words in commands {
            let help = try await Command.run(Program.path, words + ["--help"])
            #expect(help.status == 0)
            #expect(help.outputText.contains("EXAMPLES"), "\(words)")
        }
    }
}
