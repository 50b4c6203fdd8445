// SPDX-License-Identifier: Apache-2.0

/// What the doctor found out about one thing.
package struct Finding: Sendable {
    package enum Verdict: Sendable {
        case good
        /// It works, and it is not as it should be.
        case warning(remedy: String)
        case failed(AgentError)
    }

    /// `vault.health`, `vault.token`.
    package let check: String
    package let verdict: Verdict
    /// What was seen. For a failure the error says it.
    package let detail: String

    var isFailure: Bool { if case .failed = verdict { true } else { false } }

    static func good(_ check: String, _ detail: String) -> Finding {
        Finding(check: check, verdict: .good, detail: detail)
    }

    static func warning(_ check: String, _ detail: String, remedy: String) -> Finding {
        Finding(check: check, verdict: .warning(remedy: remedy), detail: detail)
    }

    static func failed(_ check: String, _ error: AgentError) -> Finding {
        Finding(check: check, verdict: .failed(error), detail: "")
    }
}
