// SPDX-License-Identifier: Apache-2.0
import Cloud
import Metrics
import Posix
import Rotation

/// A value of one of the metrics of ``AgentVitals``, docs/telemetry.md.
struct VitalSample: Sendable, Hashable {
    struct ID: Sendable, Hashable {
        let name: String
        let labels: [String: String]

        var gauge: Gauge {
            Gauge(label: name, dimensions: labels.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
        }
    }

    let id: ID
    let value: Double

    init(_ name: String, _ labels: [String: String] = [:], value: Double) {
        id = ID(name: name, labels: labels)
        self.value = value
    }

    static func all(of standing: CredentialStanding, at now: Timestamp) -> [VitalSample] {
        let labels = ["provider": standing.provider.rawValue, "secret": standing.secret]
        var samples = [VitalSample("rotation_failures", labels, value: Double(standing.failures))]
        if let since = standing.since {
            samples.append(
                VitalSample("credential_age_seconds", labels, value: Double(max(0, now.seconds - since.seconds))))
        }
        for phase in RotationDocument.Phase.allCases {
            let isThis = phase == standing.phase
            samples.append(
                VitalSample(
                    "rotation_state", labels.merging(["state": phase.rawValue]) { $1 }, value: isThis ? 1 : 0))
        }
        return samples
    }
}
