// SPDX-License-Identifier: Apache-2.0
import HTTP

/// What a node says of itself to anybody: `GET sys/health`.
package struct VaultHealth: Sendable, Equatable {
    package enum State: String, Sendable {
        case active
        /// Serves through the active node.
        case standby
        /// A standby without a way to the active node.
        case disconnected
        case performanceStandby = "performance standby"
        case recoverySecondary = "disaster recovery secondary"
        case sealed
        case notInitialized = "not initialised"
        case removed = "removed from its cluster"
    }

    package let state: State
    package let version: String
    /// Seconds since 1970; the node's clock. Nil where it does not say.
    package let serverTime: Int?

    package init(state: State, version: String, serverTime: Int?) {
        self.state = state
        self.version = version
        self.serverTime = serverTime
    }
}

extension VaultClient {
    /// The statuses are the endpoint's own: https://openbao.org/api-docs/system/health/, and those of HashiCorp's Vault.
    private static let states: [Int: VaultHealth.State] = [
        200: .active, 429: .standby, 472: .recoverySecondary, 473: .performanceStandby, 474: .disconnected,
        501: .notInitialized, 503: .sealed, 530: .removed,
    ]

    /// Asks the node once; every state is an answer.
    package func health() async throws(VaultError) -> VaultHealth {
        var request = VaultRequest(.get, try VaultPath("sys/health"))
        request.timeout = connection.loginTimeout
        request.isRoot = true
        let answer = try await exchange(request)
        guard let state = Self.states[answer.status], let version = try answer.text(at: ["version"]) else {
            throw answer.malformed
        }
        return VaultHealth(state: state, version: version, serverTime: try answer.integer(at: ["server_time_utc"]))
    }
}
