// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport

extension RotationWorkspace {
    var sampler: CredentialSampler {
        let lab = workspace.lab
        let root = "\(lab.text("aws", "root_access_key_id")):\(lab.text("aws", "root_secret_access_key"))"
        // curl(1) signs too; boto3 takes a second to start.
        let listing = [
            "--config", "-", "--aws-sigv4", "aws:amz:us-east-1:iam",
            "-d", "Action=ListAccessKeys&Version=2010-05-08&UserName=\(lab.text("aws", "user_name"))",
            lab.text("aws", "endpoint"),
        ]
        return CredentialSampler {
            let answers = try await lab.inTurn(
                [lab.reading("aws"), listing, lab.reading("aws")], configuration: "user = \"\(root)\"\n")
            return CredentialSampler.Glance(
                before: try Self.current(answers[0]), valid: Self.active(answers[1]),
                after: try Self.current(answers[2]))
        }
    }

    private static func current(_ answer: String) throws -> String {
        let secret = try JSONValue(parsing: Array(answer.utf8).span)
        return secret["data"]?["data"]?["access_key_id"]?.string ?? ""
    }

    /// The ids of those that are on.
    private static func active(_ answer: String) -> Set<String> {
        let members = answer.components(separatedBy: "</member>").filter { $0.contains("<Status>Active</Status>") }
        return Set(members.compactMap { $0.firstMatch(of: /<AccessKeyId>(\w+)<\/AccessKeyId>/).map { String($0.1) } })
    }
}
