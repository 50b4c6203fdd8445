// SPDX-License-Identifier: Apache-2.0
import Synchronization
import Vault

/// The client of the configuration's Vault, or why there is none. One in the life of the process: making it takes
/// credentials out of the environment.
struct VaultGate: Sendable {
    let made: Result<(client: VaultClient, place: String), VaultError>
    private let opened = OpenedSecretID()

    init(_ settings: VaultSettings, clock: any Clock<Duration>) {
        made = Result { () throws(VaultError) in
            let connection = try VaultConnection(settings.connection)
            return (try VaultClient(connection, clock: clock), connection.place)
        }
    }

    /// As ``VaultClient/login(_:journal:)``. A wrapping token is opened by the first login; those that follow have what was
    /// in it, for as long as the process lives.
    func login(_ method: LoginMethod, journal: any LoginJournal) async throws(VaultError) -> VaultSession {
        let client = try made.get().client
        guard case .appRole(let mount, let roleID, .wrapped) = method else {
            return try await client.login(method, journal: journal)
        }
        let held = opened.source.map { LoginMethod.appRole(mount: mount, roleID: roleID, secretID: $0) }
        let session = try await client.login(held ?? method, journal: journal)
        if case .appRole(_, _, let source) = session.method { opened.keep(source) }
        return session
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

/// What was in a wrapping token.
private final class OpenedSecretID: Sendable {
    private let held = Mutex<SecretIDSource?>(nil)

    var source: SecretIDSource? { held.withLock { $0 } }

    func keep(_ source: SecretIDSource) { held.withLock { $0 = source } }
}
