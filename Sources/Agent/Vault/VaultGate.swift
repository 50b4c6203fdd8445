// SPDX-License-Identifier: Apache-2.0
import Secrets
import Synchronization
import Vault

/// The client of the configuration's Vault, or why there is none. One in the life of the process: making it takes
/// credentials out of the environment.
struct VaultGate: Sendable {
    let made: Result<(client: VaultClient, place: String), VaultError>
    private let opened: OpenedSecretID

    /// - Parameter earlier: the gate of the settings before these; what it has opened stays opened.
    init(_ settings: VaultSettings, clock: any Clock<Duration>, after earlier: VaultGate? = nil) {
        opened = earlier?.opened ?? OpenedSecretID()
        made = Result { () throws(VaultError) in
            let connection = try VaultConnection(settings.connection)
            return (try VaultClient(connection, clock: clock), connection.place)
        }
    }

    /// As ``VaultClient/login(_:journal:)``. A wrapping token is opened once; later logins have what was in it, for as long
    /// as the process lives and its file has no other one.
    func login(_ method: LoginMethod, journal: any LoginJournal) async throws(VaultError) -> VaultSession {
        let client = try made.get().client
        guard case .appRole(let mount, let roleID, .wrapped(let source, _)) = method else {
            return try await client.login(method, journal: journal)
        }
        let token = try client.credential(source)
        var next = method
        if let secretID = opened.content(of: token) {
            next = .appRole(mount: mount, roleID: roleID, secretID: secretID)
        }
        // Opened is opened, whatever became of the login.
        defer { if case .appRole(_, _, let secretID) = next, next != method { opened.keep(secretID, of: token) } }
        return try await client.login(&next, journal: journal)
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

/// What was in a wrapping token, and which one that was.
private final class OpenedSecretID: Sendable {
    private let held = Mutex<(token: SharedSecret, content: SecretIDSource)?>(nil)

    func content(of token: SharedSecret) -> SecretIDSource? {
        held.withLock { held in held.flatMap { $0.token == token ? $0.content : nil } }
    }

    func keep(_ content: SecretIDSource, of token: SharedSecret) { held.withLock { $0 = (token, content) } }
}
