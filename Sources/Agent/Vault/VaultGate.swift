// SPDX-License-Identifier: Apache-2.0
import Vault

/// The client of the configuration's Vault, or why there is none. One in the life of the process: making it takes
/// credentials out of the environment.
struct VaultGate: Sendable {
    let made: Result<(client: VaultClient, place: String), VaultError>

    init(_ settings: VaultSettings, clock: any Clock<Duration>) {
        made = Result { () throws(VaultError) in
            let connection = try VaultConnection(settings.connection)
            return (try VaultClient(connection, clock: clock), connection.place)
        }
    }

    /// Asks Vault how it is; a login is not needed.
    func health() async throws(AgentError) -> VaultHealth {
        let client = try client()
        do {
            return try await client.health()
        } catch {
            throw error.asAgentError
        }
    }

    func client() throws(AgentError) -> VaultClient {
        do {
            return try made.get().client
        } catch {
            throw error.asAgentError
        }
    }
}
