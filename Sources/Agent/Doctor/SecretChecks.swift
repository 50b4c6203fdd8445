// SPDX-License-Identifier: Apache-2.0
import AWS
import Azure
import Cloud
import GCP
import HTTP
import Posix
import Sealing
import SigV4
import Transports
import Vault

/// What needs a login: the token, its rights, and whether the secrets are what they should be.
struct SecretChecks: Sendable {
    let secrets: VaultSecrets
    let configuration: AgentConfiguration

    func all() async -> [Finding] {
        var findings: [Finding] = []
        let facts: TokenFacts?
        do {
            let found = try await secrets.session.facts()
            findings += VaultChecks.token(found)
            facts = found
        } catch {
            findings.append(.failed("vault.token", error.asAgentError))
            facts = nil
        }
        findings += await engine()
        findings += await capabilities(facts?.policies ?? [])
        let anchor = await anchor()
        findings += anchor
        // For a log that is not the anchored one nothing is read, and it is not signed anew.
        if anchor.contains(where: \.isFailure) { return findings }
        findings.append(await signingKey())
        findings.append(await keyRing())
        return findings + (await clouds()) + (await destinations())
    }

    /// What closed snapshots are delivered with. Nothing is sent there.
    private func destinations() async -> [Finding] {
        let retry = DeliveryRetry(Backoff(attempts: 1, delay: .zero), clock: ContinuousClock())
        var findings: [Finding] = []
        for settings in configuration.transport.destinations {
            let check = "destination \(settings.address)"
            do throws(AgentError) {
                _ = try await secrets.destination(settings, retry, SystemClock())
                findings.append(.good(check, "has its credentials"))
            } catch {
                findings.append(.failed(check, error))
            }
        }
        return findings
    }

    /// Vault tells it to every token that may do anything in the engine; where it does not, the secrets will say more.
    private func engine() async -> [Finding] {
        let configured = configuration.vault.mount
        let secret = configuration.secretPath(configuration.audit.signingKey)
        guard let found = try? await secrets.session.mount(configured.path, secret: secret) else { return [] }
        return [VaultChecks.engine(configured, found)]
    }

    private func anchor() async -> [Finding] {
        guard let anchor = LogAnchor(secrets, wallClock: SystemClock()) else { return [] }
        let check = "secret \(anchor.name)"
        do throws(AgentError) {
            let held = try await anchor.held()
            let detail =
                held.condition == .absent
                ? "no anchor yet; the next run makes one"
                : "the audit log goes on from its anchor, \(held.size) entries"
            return [.good(check, detail)]
        } catch {
            return [.failed(check, error)]
        }
    }

    private func signingKey() async -> Finding {
        let check = "secret \(configuration.audit.signingKey)"
        do {
            try await secrets.adoptSigner()
            return .good(check, "signs the audit log")
        } catch {
            return .failed(check, error)
        }
    }

    private func capabilities(_ policies: [String]) async -> [Finding] {
        let policy = VaultRole.reader.policy(configuration)
        let outside = Self.outside(configuration, policies)
        do {
            let found = try await secrets.session.capabilities(on: policy.rules.map(\.path) + outside)
            return VaultChecks.capabilities(policy, outside: outside, found: found)
        } catch {
            return [.failed("vault.policy", error.asAgentError)]
        }
    }

    /// Places where an agent that only reads its own secrets has no business.
    ///
    /// - Parameter policies: the token's own, which it must not be able to change.
    static func outside(_ configuration: AgentConfiguration, _ policies: [String]) -> [String] {
        let (mount, prefix) = (configuration.vault.mount, configuration.vault.prefix)
        let stranger = "\(prefix)/\(configuration.environment)-doctor/aws"
        var paths: [String]
        switch mount.version {
        case .v1: paths = ["\(mount.path)/\(stranger)", "\(mount.path)/doctor"]
        case .v2:
            paths = ["\(mount.path)/data/\(stranger)", "\(mount.path)/data/doctor", "\(mount.path)/config"]
            for name in configuration.secretNames {
                let secret = configuration.secretPath(name)
                paths += ["metadata", "delete", "undelete", "destroy"].map { "\(mount.path)/\($0)/\(secret)" }
            }
        }
        for policy in policies + ["doctor"] { paths += ["sys/policies/acl/\(policy)", "sys/policy/\(policy)"] }
        for role in policies + ["doctor"] { paths.append("auth/approle/role/\(role)/secret-id") }
        return paths + [
            "auth/token/create", "auth/token/create-orphan", "identity/entity", "identity/group", "sys/audit",
            "sys/auth",
            "sys/auth/doctor", "sys/mounts", "sys/mounts/doctor", "sys/namespaces/doctor", "sys/raw/doctor", "sys/seal",
            "sys/step-down",
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

    /// What each cloud is logged in to with, as far as it stands in Vault.
    private func clouds() async -> [Finding] {
        var findings: [Finding] = []
        for secret in configuration.cloudSecrets {
            do throws(AgentError) {
                findings.append(.good("secret \(secret.name)", try await description(of: secret)))
            } catch {
                findings.append(.failed("secret \(secret.name)", error))
            }
        }
        return findings
    }

    private func description(of secret: CloudSecret) async throws(AgentError) -> String {
        switch secret.provider {
        case .aws: "an access key, \(try await secrets.awsCredentials(secret.name).accessKeyID)"
        case .azure:
            if let azure = configuration.azure {
                "an application, \(try await secrets.azureCredentials(azure.login).principal)"
            } else {
                "nothing that is asked for"
            }
        case .gcp:
            if let gcp = configuration.gcp {
                "a service account, \(try await secrets.gcpCredentials(gcp.login).principal)"
            } else {
                "nothing that is asked for"
            }
        }
    }
}
