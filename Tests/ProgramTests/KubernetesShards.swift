// SPDX-License-Identifier: Apache-2.0
import JSON
import TestSupport

/// Runs the Jobs of `k8s/` as Kubernetes would, with a workspace in place of the volumes. A pod is a process here.
struct KubernetesShards {
    private let workspace: Workspace
    private let job: JSONValue
    private let mergeJob: JSONValue

    init(_ workspace: Workspace, _ manifests: Manifests) throws {
        self.workspace = workspace
        job = try manifests.document("Job", "cloud-extractor-shards")["spec"] ?? .null
        mergeJob = try manifests.document("Job", "cloud-extractor-merge")["spec"] ?? .null
    }

    var completions: Int { job["completions"]?.integer ?? 0 }

    /// All that may run at a time do.
    func run() async throws -> [Command] {
        let parallelism = job["parallelism"]?.integer ?? 1
        var commands: [Command] = []
        for first in stride(from: 0, to: completions, by: parallelism) {
            let running = try (first..<min(first + parallelism, completions)).map { try start($0) }
            for program in running { commands.append(try await program.ended()) }
        }
        return commands
    }

    func start(_ index: Int) throws -> RunningProgram { try Self.start(job, index: index, in: workspace) }

    func merge() async throws -> Command { try await Self.start(mergeJob, index: nil, in: workspace).ended() }

    private static func start(_ job: JSONValue, index: Int?, in workspace: Workspace) throws -> RunningProgram {
        let spec = job["template"]?["spec"]
        let container = spec?["containers"]?.array?.first
        var environment: [String: String] = [:]
        for variable in container?["env"]?.array ?? [] {
            let field = variable["valueFrom"]?["fieldRef"]?["fieldPath"]
            guard let name = variable["name"]?.string, let index,
                field == "metadata.annotations['batch.kubernetes.io/job-completion-index']"
            else { throw Oracle.Failed(description: "an unknown variable: \(variable)") }
            environment[name] = "\(index)"
        }
        // The image's ENTRYPOINT is the program.
        let arguments = (container?["args"]?.array ?? []).compactMap(\.string).map { argument in
            var text = argument
            for (name, value) in environment { text = text.replacing("$(\(name))", with: value) }
            return text.replacing("/etc/cloud-extractor", with: workspace.directory.path)
                .replacing("/var/lib/cloud-extractor", with: workspace.directory.path)
        }
        return try RunningProgram(Program.path, arguments, environment: environment)
    }
}
