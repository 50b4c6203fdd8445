// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

extension Workspace {
    /// One with many units, of many pages, over a cloud that is cheap to ask.
    static func ofManyPages() async throws -> Workspace {
        let workspace = try Workspace(try await Lab(["--only", "bao,simulator", "--page-size", "2"]))
        try workspace.directory.write(
            "extractors.yaml",
            """
            extractors:
              azure:
                compute: {enabled: true}
              gcp:
                compute: {enabled: true}
                iam: {enabled: true}

            """)
        return workspace
    }

    func verify(_ path: String) async throws -> Int32 {
        try await Program.run("verify", path, "--public-key", publicKey).status
    }

    func manifest(_ path: String) throws -> JSONValue {
        try JSONValue(parsing: Array(try Data(contentsOf: URL(filePath: "\(path)/manifest.json"))).span)
    }

    /// What a record says, but for when and in which snapshot it was taken.
    func essence(_ path: String) async throws -> [JSONValue] {
        try await decrypted(path).map { record in
            [
                "type": record["resource_type"] ?? .null, "id": record["metadata"]?["resource_id"] ?? .null,
                "account": record["metadata"]?["account_id"] ?? .null,
                "sequence": record["metadata"]?["sequence"] ?? .null, "configuration": record["configuration"] ?? .null,
            ]
        }
    }
}

extension Command {
    /// The one line that it has printed.
    var path: String { outputText.trimmingCharacters(in: .newlines) }
}
