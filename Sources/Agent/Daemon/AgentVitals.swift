// SPDX-License-Identifier: Apache-2.0
import Access
import Cloud
import Metrics
package import Posix
import Synchronization

/// How it stands with what the agent lives on: its token, the credentials, the services that it asks. Ages, and what is
/// left of a life, are other ones at each look, so that they become metrics when somebody looks.
package final class AgentVitals: Sendable {
    private struct State {
        /// In seconds since 1970; nil while no token is lent.
        var tokenEnd: Double?
        /// By provider and secret.
        var credentials: [[String]: CredentialStanding] = [:]
        /// By provider, service and region: whether it is left alone.
        var circuits: [[String]: Bool] = [:]
        /// What the last verification of the audit log has found; nil before the first.
        var logHolds: Bool?
        /// What became of the last attempt to anchor it; nil before the first.
        var isAnchored: Bool?
    }

    private let state = Mutex(State())
    /// What was shown last. Held while metrics are set: two who look at once would show what is gone.
    private let shown = Mutex<Set<VitalSample.ID>>([])

    package init() {}

    func note(_ fact: RunFact, at now: Timestamp) {
        state.withLock { state in
            switch fact {
            case .token(.zero): state.tokenEnd = .infinity
            case .token(let lifetime): state.tokenEnd = Double(now.seconds) + lifetime / .seconds(1)
            case .tokenReturned: state.tokenEnd = nil
            case .credential(let standing):
                state.credentials[[standing.provider.rawValue, standing.secret]] = standing
            case .calls(let lane, .circuitOpened): state.circuits[lane.place] = true
            case .calls(let lane, .circuitClosed): state.circuits[lane.place] = false
            case .calls(_, .throttled): break
            case .verified(let holds): state.logHolds = holds
            case .anchored(let isAnchored): state.isAnchored = isAnchored
            }
        }
        if case .calls(let lane, .throttled) = fact {
            let labels = [("provider", lane.provider.rawValue), ("service", lane.service)]
            Counter(label: "cloud_throttled_total", dimensions: labels).increment()
        }
    }

    /// The next run asks every service anew.
    func runEnded() {
        state.withLock { state in state.circuits = state.circuits.mapValues { _ in false } }
    }

    var logHolds: Bool? { state.withLock(\.logHolds) }

    var isAnchored: Bool? { state.withLock(\.isAnchored) }

    /// Another configuration may have other credentials.
    ///
    /// - Parameter names: of the secrets that it has.
    func forgetCredentials(but names: Set<String>) {
        state.withLock { $0.credentials = $0.credentials.filter { names.contains($0.value.secret) } }
    }

    /// Sets the metrics to what they are now, and takes away those of what is no more.
    package func record(at now: Timestamp) {
        shown.withLock { shown in
            let samples = samples(at: now)
            let ids = Set(samples.map(\.id))
            for id in shown.subtracting(ids) { id.gauge.destroy() }
            for sample in samples { sample.id.gauge.record(sample.value) }
            shown = ids
        }
    }

    func samples(at now: Timestamp) -> [VitalSample] {
        state.withLock { state in
            var samples: [VitalSample] = []
            if let end = state.tokenEnd {
                samples.append(VitalSample("vault_token_ttl_seconds", value: max(0, end - Double(now.seconds))))
            }
            for standing in state.credentials.values { samples += VitalSample.all(of: standing, at: now) }
            for (place, isOpen) in state.circuits {
                samples.append(
                    VitalSample(
                        "cloud_circuit_open", ["provider": place[0], "service": place[1], "region": place[2]],
                        value: isOpen ? 1 : 0))
            }
            return samples
        }
    }
}

extension CallLane {
    fileprivate var place: [String] { [provider.rawValue, service, region] }
}
