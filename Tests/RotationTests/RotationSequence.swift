// SPDX-License-Identifier: Apache-2.0
import Posix
import Testing

@testable import Rotation

/// One machine over a Vault that keeps what is written, a provider that always lists the same keys and a clock that leaps.
struct RotationSequence {
    private var machine: RotationMachine
    /// What stands in Vault.
    private(set) var document: RotationDocument
    private let keys: [IssuedKey]
    /// Seconds.
    private(set) var now: Int64
    private(set) var steps = 0

    init(_ machine: RotationMachine, _ document: RotationDocument, _ keys: [IssuedKey], at now: Int64) {
        self.machine = machine
        self.document = document
        self.keys = keys
        self.now = now
    }

    /// - Parameter other: what is answered otherwise than usual, asked first.
    /// - Returns: the first action that nobody answers: the end, where there is one. A sequence that goes on beyond the
    ///   limit is an issue.
    mutating func run(
        steps limit: Int = 200, _ other: (RotationAction, Int64) -> RotationEvent? = { _, _ in nil }
    ) -> RotationAction {
        var action = machine.first
        while steps < limit, let event = other(action, now) ?? usual(action) {
            steps += 1
            action = machine.next(after: event, at: Timestamp(seconds: now))
        }
        if steps == limit { Issue.record("\(limit) steps, and no end") }
        return action
    }

    private mutating func usual(_ action: RotationAction) -> RotationEvent? {
        switch action {
        case .read: return .read(document)
        case .list: return .listed(keys)
        case .write(let next, _):
            document = next
            return .written
        case .wait(let until):
            now = max(now, until.seconds)
            return .woke
        default: return nil
        }
    }
}
