// SPDX-License-Identifier: Apache-2.0
import Access
import Cloud
import Posix
import Rotation
import Testing

@testable import Agent

/// The metrics of what changes while nobody looks.
struct AgentVitalsTests {
    private let vitals = AgentVitals()

    private func at(_ seconds: Int64) -> Timestamp { Timestamp(seconds: seconds) }

    private func value(_ name: String, at seconds: Int64, _ labels: [String: String] = [:]) -> Double? {
        vitals.samples(at: at(seconds)).first { $0.id.name == name && $0.id.labels == labels }?.value
    }

    @Test func `a token's life runs down, is prolonged, and ends with the token`() {
        #expect(value("vault_token_ttl_seconds", at: 0) == nil)
        vitals.note(.token(lifetime: .seconds(1200)), at: at(1000))
        #expect(value("vault_token_ttl_seconds", at: 1000) == 1200)
        #expect(value("vault_token_ttl_seconds", at: 1900) == 300)
        #expect(value("vault_token_ttl_seconds", at: 9000) == 0)
        vitals.note(.token(lifetime: .seconds(600)), at: at(2000))
        #expect(value("vault_token_ttl_seconds", at: 2100) == 500)
        vitals.note(.token(lifetime: .zero), at: at(2000))
        #expect(value("vault_token_ttl_seconds", at: 2100) == .infinity)
        vitals.note(.tokenReturned, at: at(2200))
        #expect(value("vault_token_ttl_seconds", at: 2200) == nil)
    }

    @Test func `a credential grows older, and its rotation is in one state`() {
        let labels = ["provider": "gcp", "secret": "gcp"]
        vitals.note(
            .credential(
                CredentialStanding(provider: .gcp, secret: "gcp", since: at(100), phase: .promoted, failures: 2)),
            at: at(500))
        #expect(value("credential_age_seconds", at: 700, labels) == 600)
        #expect(value("rotation_failures", at: 700, labels) == 2)
        let states = vitals.samples(at: at(700)).filter { $0.id.name == "rotation_state" }
        #expect(states.count == RotationDocument.Phase.allCases.count)
        #expect(states.filter { $0.value == 1 }.map { $0.id.labels["state"] } == ["promoted"])
        vitals.forgetCredentials(but: ["gcp"])
        #expect(value("credential_age_seconds", at: 700, labels) == 600)
        vitals.forgetCredentials(but: ["another"])
        #expect(vitals.samples(at: at(800)).isEmpty)
    }

    @Test func `a service that is down is so until it answers, or until the run has ended`() {
        let labels = ["provider": "aws", "service": "ec2", "region": "us-east-1"]
        let lane = CallLane(provider: .aws, account: "123456789012", region: "us-east-1", service: "ec2")
        for (fact, expected) in [(CallEvent.circuitOpened, 1.0), (.circuitClosed, 0), (.circuitOpened, 1)] {
            vitals.note(.calls(lane, fact), at: at(0))
            #expect(value("cloud_circuit_open", at: 0, labels) == expected)
        }
        vitals.runEnded()
        #expect(value("cloud_circuit_open", at: 0, labels) == 0)
    }
}
