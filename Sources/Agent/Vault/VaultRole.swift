// SPDX-License-Identifier: Apache-2.0
import Cloud
import Schedule
package import Vault

/// Who comes to Vault, each with a policy of its own: nobody can do what another one is for.
package enum VaultRole: String, Sendable, CaseIterable {
    /// Takes snapshots.
    case reader
    /// Opens snapshots.
    case decrypter
    /// Seals snapshots anew, and replaces the keys that seal and sign.
    case keeper
    /// Replaces credentials of clouds.
    case rotator
    /// Sees which versions of which secrets there are, and what the others may do; no secret.
    case auditor

    /// - Parameter appRole: the name of the AppRole that logs in, where it replaces its own secret id.
    package func policy(_ configuration: AgentConfiguration, appRole: String? = nil) -> VaultPolicy {
        let policy = policy(Places(configuration))
        guard let appRole, case .appRole(let mount, _, _) = configuration.vault.login else { return policy }
        let place = "auth/\(mount)/role/\(appRole)/secret-id"
        return VaultPolicy(
            purpose: policy.purpose,
            rules: policy.rules + [
                .init("auth/\(mount)/role/\(appRole)/custom-secret-id", [.update], "A new secret id of its own"),
                .init("\(place)/lookup", [.update], "How many logins it is good for"),
                .init("\(place)/destroy", [.update], "Ending the old one"),
            ])
    }

    private func policy(_ places: Places) -> VaultPolicy {
        switch self {
        case .reader:
            VaultPolicy(
                purpose: "What taking snapshots needs in Vault, and nothing else",
                rules: places.clouds.map { .init($0.path, [.read], $0.secret.purpose) } + places.destinations + [
                    .init(places.keyRing, [.read], "The key ring that seals snapshots"),
                    .init(places.signingKey, [.read], "The key that signs snapshots and the audit log"),
                ] + places.anchor + places.agent + Self.ownToken + [
                    .init(
                        "sys/capabilities-self", [.update],
                        "Asking what it may do, so that cloud-extractor doctor can warn of more")
                ])
        case .decrypter:
            VaultPolicy(
                purpose: "What opening snapshots needs in Vault, and nothing else",
                rules: [
                    .init(places.keyRing, [.read], "The key ring that opens snapshots"),
                    .init(places.signingKey, [.read], "The key that signs the audit log"),
                ] + places.anchor + Self.ownToken)
        case .keeper:
            VaultPolicy(
                purpose: "What keeping the keys and sealing snapshots anew needs in Vault, and nothing else",
                rules: [
                    .init(
                        places.keyRing, [.read, .patch],
                        "The key ring: keys come into it and go, and what it was before stays as a version"),
                    .init(
                        places.signingKey, [.read, .patch],
                        "The key that signs snapshots and the audit log, which another one can follow"),
                ] + places.anchor + Self.ownToken)
        case .rotator:
            VaultPolicy(
                purpose: "What replacing cloud credentials needs in Vault, and nothing else",
                rules: (places.clouds.map(\.path) + places.rotators).map {
                    .init(
                        $0, [.read, .patch],
                        "A cloud key that is replaced. Its versions cannot be deleted; max_versions says how many are kept"
                    )
                } + [.init(places.signingKey, [.read], "The key that signs the audit log")] + places.anchor
                    + places.agent + Self.ownToken)
        case .auditor:
            VaultPolicy(
                purpose:
                    "What an auditor may see in Vault: versions and their times, the policies, the audit log's anchor. No secret",
                rules: places.metadata.map { .init($0, [.read], "Which versions there are, and since when") }
                    + places.anchor.map { .init($0.path, [.read], "Signed checkpoints, to hold the audit log to") } + [
                        .init("sys/policies/acl/cloud-extractor*", [.read], "What the agent's roles may do")
                    ] + Self.ownToken)
        }
    }

    private static let ownToken: [VaultPolicy.Rule] = [
        .init("auth/token/lookup-self", [.read], "Its own token: how long it still lives"),
        .init("auth/token/renew-self", [.update], "Living longer, up to token_max_ttl"),
        .init("auth/token/revoke-self", [.update], "Giving the token back at the end"),
    ]
}

/// The paths of the configuration's secrets.
private struct Places {
    let clouds: [(secret: CloudSecret, path: String)]
    /// Of whoever replaces the keys.
    let rotators: [String]
    /// Where closed snapshots are taken.
    let destinations: [VaultPolicy.Rule]
    let keyRing: String
    let signingKey: String
    /// Of the audit log.
    let anchor: [VaultPolicy.Rule]
    /// What an agent reads and writes besides: where several agree on who does what, and the key of its API's tokens.
    let agent: [VaultPolicy.Rule]
    /// None in engines of version 1.
    let metadata: [String]

    init(_ configuration: AgentConfiguration) {
        let mount = configuration.vault.mount
        func data(_ name: String) -> String {
            let secret = configuration.secretPath(name)
            return mount.version == .v1 ? "\(mount.path)/\(secret)" : "\(mount.path)/data/\(secret)"
        }
        clouds = configuration.cloudSecrets.map { ($0, data($0.name)) }
        rotators = clouds.map { cloud in
            switch cloud.secret.provider {
            case .aws: data(configuration.aws?.rotator ?? "aws-rotator")
            case .azure: data(configuration.azure?.rotator ?? "azure-rotator")
            case .gcp: data(configuration.gcp?.rotator ?? "gcp-rotator")
            }
        }
        destinations = configuration.transport.destinations.flatMap(\.secrets).map {
            .init(data($0.name), [.read], $0.purpose)
        }
        keyRing = data(configuration.keyRing)
        signingKey = data(configuration.audit.signingKey)
        anchor = [configuration.audit.anchor].compactMap { $0 }.map {
            .init(
                data($0), [.create, .read, .update], "The audit log's last checkpoint. Its versions cannot be deleted")
        }
        let claims: [VaultPolicy.Rule] =
            configuration.schedule.map { schedule in
                schedule.shared.compactMap { schedule.claim(of: $0) }.map {
                    .init(
                        data($0), [.create, .read, .update], "Which occurrence of the job some agent has taken")
                }
            } ?? []
        agent =
            claims
            + [configuration.api?.tokens.secret].compactMap { $0 }.map {
                .init(data($0), [.read], "The key that the API's tokens are signed with")
            }
        metadata =
            mount.version == .v1
            ? [] : configuration.secretNames.map { "\(mount.path)/metadata/\(configuration.secretPath($0))" }
    }
}
