// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport

/// A workspace whose configuration has an agent, and the agent while it runs.
final class AgentWorkspace: Sendable {
    let workspace: Workspace
    var state: String { "\(workspace.directory.path)/state" }

    /// - Parameter sections: of the configuration, behind `agent`.
    convenience init(_ lab: Lab, _ sections: String = "") throws {
        try self.init(in: try Workspace(lab), sections)
    }

    init(in workspace: Workspace, _ sections: String) throws {
        self.workspace = workspace
        try configure(sections)
    }

    /// Writes the configuration anew.
    func configure(_ sections: String) throws {
        let text = try String(contentsOf: URL(filePath: workspace.config), encoding: .utf8)
        let base = text.components(separatedBy: "\nagent:\n")[0]
        try workspace.directory.write(
            "production.yaml", base + "\nagent:\n  state_dir: \(state)\n" + sections)
    }

    func start(environment: [String: String] = [:]) throws -> RunningProgram {
        try Program.start("agent", "--config", workspace.config, environment: environment)
    }

    /// The job's record in the agent's own memory; `null` where there is none.
    func job(_ name: String) -> JSONValue {
        let text = Array(workspace.text("\(state)/schedule.json").utf8)
        return (try? JSONValue(parsing: text.span))?["jobs"]?[name] ?? .null
    }

    /// The snapshots that are closed.
    func snapshots() -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: workspace.output)) ?? []
        return names.filter { $0.utf8.count == 26 }.sorted()
    }
}

extension Lab {
    /// Lets the agent's AppRole do more than the published policy.
    func allow(_ path: String, _ capabilities: [String]) async throws {
        let place = "sys/policies/acl/cloud-extractor"
        let policy = try await bao("GET", place)["data"]?["policy"]?.string ?? ""
        let names = capabilities.map { "\"\($0)\"" }.joined(separator: ", ")
        let rule = "path \"\(path)\" { capabilities = [\(names)] }"
        try await bao("PUT", place, ["policy": .string("\(policy)\n\(rule)\n")], mustSucceed: true)
    }
}
