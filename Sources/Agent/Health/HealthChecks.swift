// SPDX-License-Identifier: Apache-2.0
import Audit
import Cloud
import HTTP
import Posix
import Vault

/// Asks for everything that a run needs, without a credential: a question about the health of the agent, which anybody
/// may ask, borrows none.
struct HealthChecks: Sendable {
    private static let timeout = Duration.seconds(5)
    /// Bytes: below it a snapshot is about to fail.
    static let leastSpace: UInt64 = 64 << 20

    let context: RunContext
    let http: HTTPClient
    /// What the last verification of the audit log has found; nil before the first.
    let logHolds: Bool?
    /// What became of the last attempt to anchor it; nil before the first.
    let isAnchored: Bool?

    func all() async -> [HealthCheck] {
        async let vault = vault()
        async let clouds = clouds()
        return await vault + clouds + [filesystem(), diskSpace(), auditLog()] + auditAnchor()
    }

    private func vault() async -> [HealthCheck] {
        let health: VaultHealth
        do throws(AgentError) {
            health = try await context.gate.health()
        } catch {
            return [HealthCheck(name: "vault", trouble: "it cannot be reached")]
        }
        var checks: [HealthCheck] = []
        switch health.state {
        case .active, .standby, .performanceStandby: checks.append(HealthCheck(name: "vault", trouble: nil))
        default: checks.append(HealthCheck(name: "vault", trouble: "it is \(health.state.rawValue)"))
        }
        if let skew = VaultChecks.skew(health, now: context.wallClock.now()) {
            let trouble = abs(skew) > VaultChecks.toleratedSkew ? "the clock is \(skew) s before Vault's" : nil
            checks.append(HealthCheck(name: "clock", trouble: trouble))
        }
        return checks
    }

    private func clouds() async -> [HealthCheck] {
        await context.configuration.doors.concurrentMap(width: Provider.allCases.count) { door in
            let name = "\(door.provider.rawValue)_connectivity"
            guard let endpoint = door.endpoint else {
                return HealthCheck(name: name, trouble: "its address makes no sense")
            }
            var request = HTTPRequest(.get, endpoint, "/")
            request.timeout = Self.timeout
            do throws(HTTPError) {
                // Any answer will do: without a credential there is nothing to be read.
                _ = try await http.send(request)
                return HealthCheck(name: name, trouble: nil)
            } catch {
                return HealthCheck(name: name, trouble: "\(endpoint) does not answer")
            }
        }
    }

    private var directories: [String] {
        context.configuration.writtenDirectories
    }

    private func filesystem() -> HealthCheck {
        for directory in directories {
            do {
                try Directory.checkWritable(directory)
            } catch {
                return HealthCheck(name: "filesystem", trouble: "\(directory) cannot be written")
            }
        }
        return HealthCheck(name: "filesystem", trouble: nil)
    }

    private func diskSpace() -> HealthCheck {
        for directory in directories {
            if let free = try? Directory.freeSpace(of: directory), free < Self.leastSpace {
                return HealthCheck(name: "disk_space", trouble: "\(directory) has \(free >> 20) MiB left")
            }
        }
        return HealthCheck(name: "disk_space", trouble: nil)
    }

    private func auditLog() -> HealthCheck {
        if logHolds == false {
            return HealthCheck(name: "audit_log", trouble: "its last verification failed; the agent's log says why")
        }
        do {
            _ = try context.configuration.audit.log.checkpoint()
            return HealthCheck(name: "audit_log", trouble: nil)
        } catch {
            return HealthCheck(name: "audit_log", trouble: "its checkpoint does not hold: \(error)")
        }
    }

    /// None where the configuration has none.
    private func auditAnchor() -> [HealthCheck] {
        let audit = context.configuration.audit
        guard audit.anchor != nil else { return [] }
        let name = "audit_anchor"
        if isAnchored == false {
            return [HealthCheck(name: name, trouble: "the last run could not anchor it; the agent's log says why")]
        }
        guard let lag = AnchorLag(audit, at: context.wallClock.now()) else {
            return [HealthCheck(name: name, trouble: "the audit log cannot be read")]
        }
        return [HealthCheck(name: name, trouble: trouble(lag, audit.anchorMaximumLag))]
    }

    private func trouble(_ lag: AnchorLag, _ longest: Int64) -> String? {
        if lag.isBehind { return "the audit log has fewer entries than were anchored" }
        guard let seconds = lag.seconds else {
            // A new log has none before its first run.
            return lag.isSigned ? "the audit log was never anchored; the next run does it" : nil
        }
        return seconds > longest ? "\(lag.entries) entries are not anchored, for \(seconds) s" : nil
    }
}
