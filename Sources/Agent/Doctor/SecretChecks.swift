// SPDX-License-Identifier: Apache-2.0
import AWS
import Sealing
import Vault

/// What needs a login: the token, its rights, and whether the secrets are what they should be.
struct SecretChecks: Sendable {
    let secrets: VaultSecrets
    let configuration: AgentConfiguration

    func all() async -> [Finding] {
        // The signing key was read, or there would be no session.
        var findings = [Finding.good("secret \(configuration.audit.signingKey)", "signs the audit log")]
        findings += await token()
        findings += await capabilities()
        findings.append(await keyRing())
        if let aws = configuration.aws { findings.append(await awsKey(aws.credentials)) }
        return findings
    }

    private func token() async -> [Finding] {
        do {
            return VaultChecks.token(try await secrets.session.facts())
        } catch {
            return [.failed("vault.token", error.asAgentError)]
        }
    }

    private func capabilities() async -> [Finding] {
        let policy = VaultRole.reader.policy(configuration)
        let outside = Self.outside(configuration)
        do {
            let found = try await secrets.session.capabilities(on: policy.rules.map(\.path) + outside)
            return VaultChecks.capabilities(policy, outside: outside, found: found)
        } catch {
            return [.failed("vault.policy", error.asAgentError)]
        }
    }

    /// Places where an agent that only reads its own secrets has no business.
    static func outside(_ configuration: AgentConfiguration) -> [String] {
        let (mount, prefix) = (configuration.vault.mount, configuration.vault.prefix)
        let stranger = "\(prefix)/\(configuration.environment)-doctor/aws"
        var paths: [String]
        switch mount.version {
        case .v1: paths = ["\(mount.path)/\(stranger)", "\(mount.path)/doctor"]
        case .v2:
            paths = ["\(mount.path)/data/\(stranger)", "\(mount.path)/data/doctor", "\(mount.path)/config"]
            for name in [configuration.aws?.credentials ?? "aws", configuration.keyRing] {
                let secret = configuration.secretPath(name)
                paths += ["metadata", "delete", "undelete", "destroy"].map { "\(mount.path)/\($0)/\(secret)" }
            }
        }
        return paths + [
            "auth/token/create", "auth/approle/role/doctor/secret-id", "identity/entity", "sys/audit", "sys/auth",
            "sys/mounts", "sys/policies/acl/doctor", "sys/raw/doctor", "sys/seal", "sys/step-down",
        ]
    }

    private func keyRing() async -> Finding {
        let check = "secret \(configuration.keyRing)"
        do {
            let ring = try await secrets.keyRing(purpose: "doctor")
            return .good(check, "a key ring whose key \(ring.primary.id) seals")
        } catch {
            return .failed(check, error)
        }
    }

    private func awsKey(_ name: String) async -> Finding {
        do {
            let key = try await secrets.awsCredentials(name)
            return .good("secret \(name)", "an access key, \(key.accessKeyID)")
        } catch {
            return .failed("secret \(name)", error)
        }
    }
}
