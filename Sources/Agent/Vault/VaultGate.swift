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

    func client() throws(AgentError) -> VaultClient {
        do {
            return try made.get().client
        } catch {
            throw error.asAgentError
        }
    }
}
