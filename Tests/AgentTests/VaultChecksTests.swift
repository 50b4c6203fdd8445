// SPDX-License-Identifier: Apache-2.0
import Posix
import Testing
import Vault

@testable import Agent

/// What the doctor makes of Vault's answers.
struct VaultChecksTests {
    private func verdict(_ findings: [Finding]) -> String {
        switch findings.first?.verdict {
        case .good: "good"
        case .warning: "warning"
        case .failed: "failed"
        case nil: "none"
        }
    }

    @Test(arguments: [
        (VaultHealth.State.active, "good"), (.standby, "warning"), (.performanceStandby, "warning"),
        (.disconnected, "warning"), (.sealed, "failed"), (.notInitialized, "failed"), (.removed, "failed"),
        (.recoverySecondary, "failed"),
    ])
    func `only an active node is good`(state: VaultHealth.State, expected: String) {
        #expect(verdict(VaultChecks.health(VaultHealth(state: state, version: "2", serverTime: nil))) == expected)
    }

    @Test(arguments: [(0, "good"), (30, "good"), (-30, "good"), (31, "warning"), (-31, "warning"), (86_400, "warning")])
    func `clocks may differ by half a minute`(skew: Int, expected: String) {
        let health = VaultHealth(state: .active, version: "2", serverTime: 1_700_000_000)
        let findings = VaultChecks.clock(health, now: Timestamp(seconds: 1_700_000_000 + Int64(skew)))
        #expect(verdict(findings) == expected)
        if skew < 0 { #expect(findings[0].detail == "\(-skew) s behind Vault's") }
    }

    private func facts(_ lifetime: Int, policies: [String] = ["reader"], uses: Int = 0) -> TokenFacts {
        TokenFacts(
            accessor: "a", lifetime: .seconds(lifetime), isRenewable: true, policies: policies, kind: "service",
            uses: uses)
    }

    @Test func `a token is good if it ends, not too soon, and not by its use`() {
        #expect(verdict(VaultChecks.token(facts(1200))) == "good")
        #expect(verdict(VaultChecks.token(facts(1200, policies: ["root"]))) == "warning")
        #expect(verdict(VaultChecks.token(facts(0))) == "warning")
        #expect(verdict(VaultChecks.token(facts(59))) == "warning")
        #expect(verdict(VaultChecks.token(facts(1200, uses: 3))) == "warning")
    }

    private let policy = VaultPolicy(
        purpose: "test", rules: [.init("a", [.read], "r"), .init("b", [.read, .update], "r")])

    @Test func `rights are held against the policy, and what is outside it`() {
        let exact: [String: Set<String>] = ["a": ["read"], "b": ["read", "update"], "x": []]
        let good = VaultChecks.capabilities(policy, outside: ["x"], found: exact)
        #expect(good.count == 1)
        #expect(verdict(good) == "good")
        let more = exact.merging(["a": ["read", "delete"], "x": ["list"]]) { $1 }
        let warnings = VaultChecks.capabilities(policy, outside: ["x"], found: more)
        #expect(warnings.map(\.detail).map { $0.suffix(11) } == ["delete on a", "s: list on x"].map { $0.suffix(11) })
        let less = exact.merging(["b": ["read"]]) { $1 }
        #expect(verdict(VaultChecks.capabilities(policy, outside: ["x"], found: less)) == "failed")
        let root = exact.merging(["a": ["root"], "b": ["root"], "x": ["root"]]) { $1 }
        let all = VaultChecks.capabilities(policy, outside: ["x"], found: root)
        #expect(all.count == 3)
        #expect(all.allSatisfy { verdict([$0]) == "warning" })
    }
}
