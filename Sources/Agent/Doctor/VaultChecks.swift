// SPDX-License-Identifier: Apache-2.0
import Posix
import Vault

/// What Vault's own answers say, judged. No network here.
enum VaultChecks {
    /// Signatures of AWS are taken for five minutes; long before that somebody should know.
    static let toleratedSkew: Int64 = 30
    /// A snapshot takes its time, and its token is renewed at two thirds of its life.
    private static let shortestLifetime = Duration.seconds(60)

    static func health(_ health: VaultHealth) -> [Finding] {
        let check = "vault.health"
        let detail = "\(health.state.rawValue), version \(health.version)"
        return switch health.state {
        case .active: [.good(check, detail)]
        case .sealed: [.failed(check, .vault(.sealed))]
        case .notInitialized: [.failed(check, .vault(.notInitialized))]
        case .removed, .recoverySecondary:
            [.failed(check, .vault(.unavailable(path: "sys/health", retryAfter: nil)))]
        case .standby, .performanceStandby:
            [.warning(check, detail, remedy: "it passes requests on; better name the address of the whole cluster")]
        case .disconnected:
            [.warning(check, detail, remedy: "it cannot reach the active node; look at the cluster")]
        }
    }

    /// How many seconds our clock is before Vault's; nil where Vault does not say.
    static func skew(_ health: VaultHealth, now: Timestamp) -> Int64? {
        health.serverTime.map { now.seconds - Int64($0) }
    }

    static func clock(_ health: VaultHealth, now: Timestamp) -> [Finding] {
        guard let skew = skew(health, now: now) else { return [] }
        let detail = skew == 0 ? "the same as Vault's" : "\(abs(skew)) s \(skew < 0 ? "behind" : "before") Vault's"
        if abs(skew) <= toleratedSkew { return [.good("clock", detail)] }
        return [.warning("clock", detail, remedy: "set the clock; clouds refuse signatures of the wrong time")]
    }

    static func token(_ facts: TokenFacts) -> [Finding] {
        let check = "vault.token"
        let life = facts.lifetime == .zero ? "never expires" : "ends in \(facts.lifetime.components.seconds) s"
        let detail =
            "\(facts.kind), \(life), \(facts.isRenewable ? "renewable" : "not renewable"), "
            + "policies \(facts.policies.sorted().joined(separator: " "))"
        var findings: [Finding] = []
        if facts.policies.contains("root") {
            findings.append(.warning(check, detail, remedy: "it may do everything; give the agent a token of its own"))
        } else if facts.lifetime == .zero {
            findings.append(.warning(check, detail, remedy: "give it a lifetime: token_ttl and token_max_ttl"))
        } else if facts.lifetime < shortestLifetime {
            findings.append(.warning(check, detail, remedy: "give it a longer token_ttl"))
        } else if facts.uses > 0 {
            findings.append(
                .warning(check, detail, remedy: "token_num_uses ends it after \(facts.uses) requests; set 0"))
        }
        if facts.policies.contains("default") {
            let remedy = "set token_no_default_policy; it grants more than the agent needs"
            findings.append(.warning(check, "it has the policy default too", remedy: remedy))
        }
        return findings.isEmpty ? [.good(check, detail)] : findings
    }

    /// What Vault's own answer says of the engine, held against the configuration.
    static func engine(_ configured: KVMount, _ found: KVMount) -> Finding {
        let check = "vault.kv_version"
        let detail = "the engine at \(found.path) is of version \(found.version.rawValue)"
        if configured.version == found.version { return .good(check, detail) }
        let problem = "is \(configured.version.rawValue), but \(detail)"
        return .failed(check, .vault(.setting(name: check, problem: problem)))
    }

    /// - Parameters:
    ///   - policy: what is needed.
    ///   - found: what the token may do, for the policy's paths and for `outside`.
    static func capabilities(
        _ policy: VaultPolicy, outside: [String], found: [String: Set<String>]
    ) -> [Finding] {
        var findings: [Finding] = []
        for rule in policy.rules {
            let needed = Set(rule.capabilities.map(\.rawValue))
            let held = found[rule.path] ?? []
            if !held.contains("root"), !needed.isSubset(of: held) {
                findings.append(.failed("vault.policy", .vault(.permissionDenied(path: rule.path))))
            } else if held != needed {
                findings.append(excess(rule.path, held.subtracting(needed)))
            }
        }
        for path in outside {
            if let held = found[path], !held.isEmpty { findings.append(excess(path, held)) }
        }
        if findings.isEmpty {
            findings.append(
                .good(
                    "vault.policy", "all of \(policy.rules.count) paths, and nothing at \(outside.count) places outside"
                ))
        }
        return findings
    }

    private static func excess(_ path: String, _ held: Set<String>) -> Finding {
        .warning(
            "vault.policy", "the token may do more than it needs: \(held.sorted().joined(separator: " ")) on \(path)",
            remedy: "compare its policies with cloud-extractor policy vault reader")
    }
}
