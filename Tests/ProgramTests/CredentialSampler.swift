// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// Looks again and again, while a program replaces a credential, whether the one in Vault is one that is good.
struct CredentialSampler: Sendable {
    /// Ids of credentials: the current one by Vault, those that the provider takes then, and by Vault once more.
    struct Glance: Sendable {
        let before: String
        let valid: Set<String>
        let after: String
    }

    /// What there was to see.
    struct Sightings: Sendable {
        var samples = 0
        /// What Vault had while the provider did not take it.
        var violations: [String] = []
    }

    /// Cancelling would spoil the look that is under way.
    private final class Ending: Sendable {
        let hasCome = Mutex(false)
    }

    let look: @Sendable () async throws -> Glance

    /// - Returns: what came of the work, and what was seen until then.
    func during<R: Sendable>(_ work: () async throws -> R) async throws -> (R, Sightings) {
        let ending = Ending()
        let sampling = Task {
            var seen = Sightings()
            repeat {
                try await note(look(), in: &seen)
                // Between two looks: it takes the time of the program that it watches.
                try await Task.sleep(for: .milliseconds(50))
            } while !ending.hasCome.withLock { $0 }
            return seen
        }
        let result: Result<R, any Error>
        do { result = .success(try await work()) } catch { result = .failure(error) }
        ending.hasCome.withLock { $0 = true }
        let seen = try await sampling.value
        return (try result.get(), seen)
    }

    /// Where Vault said two things, the provider's word may be about either.
    private func note(_ glance: Glance, in seen: inout Sightings) {
        guard glance.before == glance.after else { return }
        seen.samples += 1
        if !glance.valid.contains(glance.before) { seen.violations.append(glance.before) }
    }
}
