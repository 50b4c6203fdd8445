// SPDX-License-Identifier: Apache-2.0
import Foundation

extension Lab {
    /// Requests one after the other by one curl(1), as close together as can be; each must succeed.
    ///
    /// - Parameters:
    ///   - requests: what curl is to be told for each, the address included.
    ///   - configuration: of the first one that says `--config -`.
    package func inTurn(_ requests: [[String]], configuration: String = "") async throws -> [String] {
        let arguments = requests.map { ["-sSf", "--noproxy", "*", "-w", "\u{1E}"] + $0 }.joined(separator: ["--next"])
        let command = try await Command.run("/usr/bin/curl", Array(arguments), input: Data(configuration.utf8))
        guard command.status == 0 else { throw Oracle.Failed(description: command.errorText) }
        return command.outputText.split(separator: "\u{1E}").map(String.init)
    }

    /// For ``inTurn(_:configuration:)``: a secret of the lab's, as root.
    package func reading(_ secret: String) -> [String] {
        [
            "-H", "X-Vault-Token: \(text("bao", "root_token"))",
            "\(text("bao", "address"))/v1/secret/data/cloud-extractor/demo/\(secret)",
        ]
    }

    /// For ``inTurn(_:configuration:)``: the credentials of an identity, as the simulator knows them.
    package func credentials(of identity: String) -> [String] {
        ["\(text("simulator", "address"))/_simulator/credentials?identity=\(identity)"]
    }
}
