// SPDX-License-Identifier: Apache-2.0
import Audit
package import JSON
package import Posix

/// The agent has begun to take work; the detail says what its process has given up.
enum AgentStart: AuditedEffect {
    static let action = "agent.start"
}

/// A run that somebody asked for: the intent says who, or which job, and what for, the outcome what came of it.
enum AgentRun: AuditedEffect {
    static let action = "agent.run"
}

/// What a snapshot would do was asked for; the detail says by whom.
enum AgentPlan: AuditedEffect {
    static let action = "agent.plan"
}

extension RunContext {
    /// Puts an entry of the agent's own into the log; it is signed with the next run.
    func note<Effect: AuditedEffect>(
        _ effect: Effect.Type, run: String, target: String, detail: JSONObject
    ) throws(AgentError) {
        try write(run) { (log) throws(AuditError) in _ = try log.authorize(effect, target: target, detail: detail) }
    }

    /// Says what came of it.
    func conclude<Effect: AuditedEffect>(
        _ effect: Effect.Type, run: String, target: String, detail: JSONObject
    ) throws(AgentError) {
        try write(run) { (log) throws(AuditError) in try log.conclude(effect, target: target, detail: detail) }
    }

    private func write(_ run: String, _ entry: (AuditLog) throws(AuditError) -> Void) throws(AgentError) {
        let log = try openLog(run: run)
        do {
            try entry(log)
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

extension RunRecord {
    /// Of the intent.
    var intent: JSONObject {
        var detail = work.detail
        detail["work"] = .string(work.kind.rawValue)
        detail["cause"] = cause.json
        return detail
    }

    /// Of the outcome.
    func outcome(_ end: RunEnd) -> JSONObject {
        var detail: JSONObject = ["result": .string(end.state.rawValue)]
        detail["exit_code"] = end.problem.map { JSONValue($0.exitCode) }
        detail["cancelled_by"] = cancelledBy.map { .string($0) }
        return detail
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
