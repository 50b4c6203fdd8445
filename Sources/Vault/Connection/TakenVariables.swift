// SPDX-License-Identifier: Apache-2.0
import Secrets
import Synchronization

/// The secrets that this process has taken out of its environment: they are there once, and whoever reads the
/// configuration again needs them again.
enum TakenVariables {
    private static let known = Mutex<[String: SharedSecret]>([:])

    static func secret(_ name: String) -> SharedSecret? {
        known.withLock { known in
            if let secret = Secret(takingVariable: name) { known[name] = SharedSecret(secret) }
            return known[name]
        }
    }
}
