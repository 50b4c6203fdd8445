// SPDX-License-Identifier: Apache-2.0
package import Access
package import Audit
import Cloud
import HTTP
import JSON
import Posix
package import Rotation
import Secrets
package import SigV4

/// The access keys of one IAM user.
package struct AWSAccessKeys: CredentialIssuer {
    /// What a key of the user must be able to do.
    package enum Purpose: Sendable {
        /// Assume the role that reads.
        case assume(RoleRequest, region: String)
        /// Look after its own keys.
        case rotate
    }

    package let identity: String
    package let traits = IssuerTraits(capacity: 2, disables: true, evidence: .neverUsed, spread: 15)
    package static let shape = CredentialShape(
        idField: "access_key_id", fieldNames: ["access_key_id", "secret_access_key"])

    private let connection: AWSConnection
    /// The connection's own credentials are those that are rotated.
    private let isOwn: Bool
    private let purpose: Purpose
    private let log: SessionLog
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html: behind the path.
    private let user: String
    private let account: String

    /// - Parameters:
    ///   - connection: as whoever may change the user's keys.
    ///   - identity: the user's ARN.
    ///   - isOwn: the connection's credentials are among those keys, so that the current one signs instead.
    /// - Returns: nil for an ARN that is no user's: roots and roles have no keys to be rotated.
    package init?(
        _ connection: AWSConnection, identity: String, isOwn: Bool, purpose: Purpose, log: SessionLog
    ) {
        let fields = identity.split(separator: ":", omittingEmptySubsequences: false)
        guard fields.count == 6, fields[2] == "iam", fields[5].hasPrefix("user/"),
            let user = fields[5].split(separator: "/").last
        else { return nil }
        self.connection = connection
        self.identity = identity
        self.isOwn = isOwn
        self.purpose = purpose
        self.log = log
        self.user = String(user)
        account = String(fields[4])
    }

    package func list(_ current: CredentialFields) async throws(CloudError) -> [IssuedKey] {
        let signer = try signer(current)
        let answer = try await call("ListAccessKeys", [:], signer)
        // A user has two keys at most; a listing of more would be of something else.
        if answer["IsTruncated"]?.isTrue == true {
            throw failure("ListAccessKeys", .malformedAnswer, "MalformedAnswer")
        }
        var listed: [CanonicalJSON] = []
        answer["AccessKeyMetadata"]?.forEachElement { listed.append($0) }
        var keys: [IssuedKey] = []
        for key in listed {
            guard let id = key["AccessKeyId"]?.scalar, let status = key["Status"]?.scalar,
                let createdAt = key["CreateDate"]?.scalar.flatMap({ Timestamp(rfc3339: $0) })
            else { throw failure("ListAccessKeys", .malformedAnswer, "MalformedAnswer") }
            let used = try await call("GetAccessKeyLastUsed", ["AccessKeyId": .string(id)], signer, namesUser: false)
            keys.append(
                IssuedKey(
                    id: id, createdAt: createdAt, isEnabled: status == "Active",
                    lastUsed: used["AccessKeyLastUsed"]?["LastUsedDate"]?.scalar.flatMap { Timestamp(rfc3339: $0) }))
        }
        return keys
    }

    package func create(
        for _: String, _: CredentialFields, _ current: CredentialFields, _ receipt: consuming Receipt<KeyCreation>
    ) async -> KeyCreationResult {
        receipt.spend(on: identity)
        let response: SecretHTTPResponse
        do {
            response = try await signer(current).sendForSecret(
                try AWSCatalogue.call("iam", "CreateAccessKey"), region: region, input: ["UserName": .string(user)],
                isRepeatable: false)
        } catch {
            return KeyCreationResult(error)
        }
        let status = response.status
        let body = response.takeBody()
        guard status < 300 else {
            let code = body.withBytes { ErrorBody($0) }.code ?? "HTTP\(status)"
            return status >= 500 ? .unknown(code) : .refused(code)
        }
        guard let answer = body.withBytes({ AccessKeyAnswer($0) }) else { return .unknown("MalformedAnswer") }
        let id = SharedSecret(text: answer.id)
        return .made(
            IssuedKey(id: answer.id, createdAt: answer.createdAt),
            fields: ["access_key_id": id, "secret_access_key": answer.secret])
    }

    package func probe(_ credential: CredentialFields) async throws(CloudError) -> RotationProbe {
        let session = connection.with(try Self.credentials(credential))
        do throws(CloudError) {
            guard try await session.callerARN(region: region) == identity else { return .otherPrincipal }
            switch purpose {
            case .assume(let role, let region): try await session.assumes(role, region: region, log)
            case .rotate: _ = try await call("ListAccessKeys", [:], session)
            }
            return .works
        } catch {
            // Services hear of a key one after the other, and of what it may do after that.
            switch error.kind {
            case .credentials, .denied: return .notYet
            default: throw error
            }
        }
    }

    package func enable(
        _ id: String, _ enabled: Bool, _ current: CredentialFields, _ receipt: consuming Receipt<KeySwitch>
    ) async throws(CloudError) {
        receipt.spend(on: id)
        if !enabled { try checkNotSigning(id, current) }
        _ = try await call(
            "UpdateAccessKey", ["AccessKeyId": .string(id), "Status": enabled ? "Active" : "Inactive"],
            try signer(current))
    }

    package func delete(
        _ id: String, _ current: CredentialFields, _ receipt: consuming Receipt<KeyDeletion>
    ) async throws(CloudError) {
        receipt.spend(on: id)
        try checkNotSigning(id, current)
        do throws(CloudError) {
            _ = try await call("DeleteAccessKey", ["AccessKeyId": .string(id)], try signer(current))
        } catch {
            guard error.code == "NoSuchEntity" else { throw error }
        }
    }

    /// Nobody saws off the branch that he sits on.
    private func checkNotSigning(_ id: String, _ current: CredentialFields) throws(CloudError) {
        if try signer(current).accessKeyID == id { throw failure("Sign", .refused, "SignsTheRequest") }
    }

    private var region: String { connection.endpoints.partition.homeRegion }

    private func signer(_ current: CredentialFields) throws(CloudError) -> AWSConnection {
        isOwn ? connection.with(try Self.credentials(current)) : connection
    }

    package static func credentials(_ fields: CredentialFields) throws(CloudError) -> AWSCredentials {
        guard let id = fields["access_key_id"]?.text, AWSCredentials.isAccessKeyID(id),
            let secret = fields["secret_access_key"]
        else { throw CloudError(service: "iam", operation: "Sign", .credentials, code: "MalformedSecret") }
        return AWSCredentials(accessKeyID: id, secretAccessKey: secret)
    }

    private func call(
        _ operation: String, _ input: JSONObject, _ signer: AWSConnection, namesUser: Bool = true
    ) async throws(CloudError) -> CanonicalJSON {
        var input = input
        // Without it, whoever signs would be meant.
        if namesUser { input["UserName"] = .string(user) }
        let call = try AWSCatalogue.call("iam", operation)
        let response = try await signer.send(call, account: account, region: region, input: input, CallTally())
        do {
            return try AnswerReader.output(of: call.operation, call.model, response.body.span, response.headers)
        } catch {
            throw failure(operation, .malformedAnswer, error.word)
        }
    }

    private func failure(_ operation: String, _ kind: CloudError.Kind, _ code: String) -> CloudError {
        CloudError(service: "iam", operation: operation, kind, code: code)
    }
}
