// SPDX-License-Identifier: Apache-2.0
import HTTP
import Posix
import Secrets
import Transports
import Vault

extension VaultSecrets {
    /// A destination with what it takes to come in there.
    func destination(
        _ settings: DestinationSettings, _ retry: DeliveryRetry, _ wallClock: any WallClock
    ) async throws(AgentError) -> any Destination {
        switch settings {
        case .http(let settings):
            let identity = try await identity(settings.clientCertificate)
            let trust = TLSTrust(settings.authorities.map { .file(path: $0) }, identity: identity)
            return HTTPDestination(
                settings.endpoint, http: try Self.client(trust), token: try await bearer(settings.token),
                batchSize: settings.batchSize, retry: retry)
        case .s3(let settings):
            return S3Destination(
                settings.bucket, at: settings.endpoint, credentials: try await awsCredentials(settings.credentials),
                http: try Self.client(TLSTrust()), retry: retry, wallClock: wallClock)
        }
    }

    private static func client(_ trust: TLSTrust) throws(AgentError) -> HTTPClient {
        do {
            return try HTTPClient(trust: trust)
        } catch {
            throw .http(error)
        }
    }

    /// The value of the `Authorization` header, RFC 6750 §2.1.
    private func bearer(_ name: String?) async throws(AgentError) -> SharedSecret? {
        guard let name else { return nil }
        let secret = try await read(name)
        let token: SharedSecret
        do {
            token = try secret.field("token")
        } catch {
            throw .vault(error)
        }
        var buffer = SecretBuffer()
        buffer.append("Bearer ")
        token.withBytes { buffer.append($0) }
        return SharedSecret(buffer.secret())
    }

    private func identity(_ name: String?) async throws(AgentError) -> TLSIdentity? {
        guard let name else { return nil }
        let secret = try await read(name)
        do {
            return .bytes(
                certificate: Array(try secret.text("certificate").utf8), key: try secret.field("private_key"))
        } catch {
            throw .vault(error)
        }
    }
}
