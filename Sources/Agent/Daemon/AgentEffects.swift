// SPDX-License-Identifier: Apache-2.0
import Audit
package import JSON
package import Posix

/// The agent has begun to take work; the detail says what its process has given up.
enum AgentStart: AuditedEffect {
    static let action = "agent.start"
}

/// The agent begins a run that somebody asked for: the detail says who, or which job.
enum AgentRunBegin: AuditedEffect {
    static let action = "agent.run"
}

extension RunContext {
    /// Puts an entry of the agent's own into the log; it is signed with the next run.
    func note<Effect: AuditedEffect>(
        _ effect: Effect.Type, run: String, target: String, detail: JSONObject
    ) throws(AgentError) {
        let log = try openLog(run: run)
        do {
            _ = try log.authorize(effect, target: target, detail: detail)
        } catch {
            throw .audit(error)
        }
    }
}

extension AgentDesk {
    /// - Parameter level: what the kernel says of the process.
    package func started(_ level: HardeningLevel) async throws(AgentError) {
        try await between { (context) async throws(AgentError) in
            try context.note(
                AgentStart.self, run: ProcessIdentity.current, target: context.configuration.environment,
                detail: level.json)
        }
    }
}

extension RunCause {
    package var json: JSONValue {
        switch self {
        case .schedule(let job, let occurrence):
            ["by": "schedule", "job": .string(job), "occurrence": .string(occurrence.rfc3339)]
        case .request(let subject): ["by": "request", "subject": .string(subject)]
        case .recovery: ["by": "recovery"]
        }
    }
}
