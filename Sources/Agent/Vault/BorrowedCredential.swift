// SPDX-License-Identifier: Apache-2.0
import Access
import Posix
import Synchronization

/// A credential out of Vault that somebody may replace while a run lasts: whoever logs in with it, at the start or an hour
/// later, gets the one that is good then.
final class BorrowedCredential<Value: Sendable>: Sendable {
    /// In seconds. A replaced credential stays good for its grace, which is longer.
    static var freshness: Int64 { 300 }

    private struct State {
        var value: Value
        var readAt: Timestamp
    }

    private let state: Mutex<State>
    private let wallClock: any WallClock
    private let observer: any RunObserver
    private let turnstile = Turnstile()
    private let read: @Sendable () async throws(AgentError) -> Value

    /// Reads it for the first time.
    init(
        wallClock: any WallClock, observer: any RunObserver,
        _ read: @escaping @Sendable () async throws(AgentError) -> Value
    ) async throws(AgentError) {
        self.wallClock = wallClock
        self.observer = observer
        self.read = read
        state = Mutex(State(value: try await read(), readAt: wallClock.now()))
    }

    /// As it was read last, however long ago.
    var known: Value { state.withLock { $0.value } }

    /// Logs in with the credential as it is in Vault; once more where it is refused and Vault has another one by now.
    func login<R>(
        _ login: (Value) async throws(CloudError) -> R
    ) async throws(CloudError) -> R {
        let used = try await current()
        do throws(CloudError) {
            return try await login(used.value)
        } catch {
            guard error.kind == .credentials, let next = try await replaced(used) else { throw error }
            return try await login(next.value)
        }
    }

    private func current() async throws(CloudError) -> State {
        let held = state.withLock { $0 }
        guard wallClock.now().seconds - held.readAt.seconds >= Self.freshness else { return held }
        return try await replaced(held) ?? held
    }

    /// - Returns: nil where Vault gives none.
    private func replaced(_ used: State) async throws(CloudError) -> State? {
        await turnstile.enter()
        defer { turnstile.leave() }
        let held = state.withLock { $0 }
        // Somebody else has just read it.
        if held.readAt != used.readAt { return held }
        do throws(AgentError) {
            let fresh = State(value: try await read(), readAt: wallClock.now())
            state.withLock { $0 = fresh }
            return fresh
        } catch {
            if case .audit(let cause) = error {
                throw CloudError(service: "vault", operation: "read", .unannounced(cause), code: "AuditLog")
            }
            // What was read before may be good still.
            observer.warning("a credential could not be read anew from Vault: \(error)")
            return nil
        }
    }
}
