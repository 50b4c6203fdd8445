// SPDX-License-Identifier: Apache-2.0
import JSON
import Vault

/// A secret that several agents write as a whole, by check-and-set: whoever writes has seen what stood there.
struct VaultRegister: Sendable {
    let secrets: VaultSecrets
    /// Of the secret, as the configuration has it.
    let name: String

    enum Writing {
        /// The next write may rest on this one.
        case done(KVCondition)
        /// Somebody was there before.
        case overtaken
        /// The answer was lost; what stands there now will tell.
        case unknown
    }

    var path: String { secrets.configuration.secretPath(name) }
    private var mount: KVMount { secrets.configuration.vault.mount }

    /// What stands there, nil if nothing does, and what a write has to rest on.
    ///
    /// - Parameter purpose: stands in the audit log.
    func read(purpose: String) async throws(AgentError) -> (secret: KVSecret?, condition: KVCondition) {
        do throws(AgentError) {
            let secret = try await secrets.read(name, purpose: purpose)
            do throws(VaultError) {
                return (secret, .version(try secret.knownVersion))
            } catch {
                throw .vault(error)
            }
        } catch {
            if case .vault(.missing) = error { return (nil, .absent) }
            throw error
        }
    }

    /// - Parameter detail: stands in the audit log.
    func write(
        _ fields: KVFields, if condition: KVCondition, detail: JSONObject
    ) async throws(AgentError) -> Writing {
        do throws(AgentError) {
            let version = try await secrets.announced(
                SecretWrite.self, target: mount.target(of: path), detail: detail
            ) { (receipt) async throws(VaultError) in
                try await secrets.session.write(fields, to: path, in: mount, if: condition, receipt)
            }
            // Version 1 of the engine has none: there, nothing can be written by check-and-set.
            guard let version else { throw .vault(.needsVersion2(path: mount.target(of: path))) }
            return .done(.version(version))
        } catch {
            switch error {
            case .vault(.versionMismatch): return .overtaken
            case .vault(.outcomeUnknown): return .unknown
            default: throw error
            }
        }
    }
}
