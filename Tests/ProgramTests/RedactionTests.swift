// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// What users count as secret, besides what is secret anyway.
struct RedactionTests {
    private func workspace(_ redact: String) async throws -> Workspace {
        let workspace = try await Workspace.shared()
        try workspace.directory.write(
            "extractors.yaml",
            """
            extractors:
              aws:
                ec2:
                  enabled: true
                  types: [vpc]
                  redact: \(redact)

            """)
        return workspace
    }

    @Test func `what a user names is a hash, in the tags beside the configuration too`() async throws {
        let workspace = try await workspace("{vpc: [CidrBlock, Tags.Value]}")
        let records = try await workspace.decrypted(try await workspace.taken())
        #expect(!records.isEmpty)
        func isHash(_ value: JSONValue?) -> Bool { value?.string?.hasPrefix("hmac-sha256:k1:") == true }
        var tagged = 0
        for record in records {
            let configuration = record["configuration"]
            #expect(isHash(configuration?["CidrBlock"]))
            #expect(configuration?["VpcId"]?.string?.hasPrefix("vpc-") == true)
            for tag in configuration?["Tags"]?.array ?? [] {
                tagged += 1
                #expect(isHash(tag["Value"]) && tag["Key"]?.string?.isEmpty == false)
            }
            for member in record["metadata"]?["tags"]?.object?.members ?? [] { #expect(isHash(member.value)) }
            if let name = record["metadata"]?["name"] { #expect(isHash(name)) }
        }
        #expect(tagged > 0)
    }

    @Test(arguments: [
        ("{vpc: [VpcId]}", "by which the resource is known"),
        ("{vpc: [\"**.VpcId\"]}", "by which the resource is known"),
        ("{vps: [CidrBlock]}", "is no type of the service"), ("{vpc: [\"a..b\"]}", "no path"), ("{vpc: []}", "vpc"),
    ])
    func `what cannot be a hash is refused by its line`(redact: String, words: String) async throws {
        let command = try await workspace(redact).snapshot()
        #expect(command.status == 10, "\(command.errorText)")
        #expect(command.errorText.contains(words) && command.errorText.contains("extractors.yaml:"))
    }
}
