// SPDX-License-Identifier: Apache-2.0
import Posix
import Secrets
import Synchronization

/// The secrets that this process has taken out of its environment: they are there once, and whoever reads the
/// configuration again needs them again.
enum TakenVariables {
    /// Nil for one that was set to nothing.
    private static let known = Mutex<[String: SharedSecret?]>([:])

    /// - Returns: nil for one that was never set; the inner nil for one that was set to nothing.
    static func secret(_ name: String) -> SharedSecret?? {
        known.withLock { known in
            // Taking it unsets it.
            let isSet = Environment.setting(name) != nil
            if let secret = Secret(takingVariable: name) {
                known[name] = .some(SharedSecret(secret))
            } else if isSet {
                known[name] = .some(nil)
            }
            return known[name]
        }
    }
}
