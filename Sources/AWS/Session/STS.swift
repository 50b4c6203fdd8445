// SPDX-License-Identifier: Apache-2.0
package import Audit
import Cloud
import HTTP
import JSON
import Posix
import Secrets

/// The role to assume, and as whom.
package struct RoleRequest: Sendable {
    package let roleARN: String
    package let externalID: String?
    /// What CloudTrail shows; 2 to 64 of `[\w+=,.@-]`.
    package let sessionName: String
    /// 900 to 43,200 seconds.
    package let lifetime: Duration

    package init(roleARN: String, externalID: String?, sessionName: String, lifetime: Duration) {
        self.roleARN = roleARN
        self.externalID = externalID
        self.sessionName = sessionName
        self.lifetime = lifetime
    }
}

extension AWSConnection {
    /// Opens a session that can do what `policy` says and nothing more: `sts:AssumeRole` with it as inline policy.
    package func assumeRole(
        _ role: RoleRequest, policy: SessionPolicy, region: String, _ receipt: consuming Receipt<AWSSessionOpen>
    ) async throws(AWSError) -> AWSSession {
        receipt.spend(on: role.roleARN)
        let call = try AWSCatalogue.call("sts", "AssumeRole")
        guard policy.fits else {
            throw AWSError(service: "sts", operation: "AssumeRole", .refused, code: "SessionPolicyTooLarge")
        }
        var input: JSONObject = [
            "RoleArn": .string(role.roleARN), "RoleSessionName": .string(role.sessionName),
            "Policy": .string(policy.text), "DurationSeconds": JSONValue(Int(role.lifetime.components.seconds)),
        ]
        if let externalID = role.externalID { input["ExternalId"] = .string(externalID) }
        let response = try await sendForSecret(call, region: region, input: input)
        let status = response.status
        let requestID = response.headers["x-amzn-requestid"]
        let body = response.takeBody()
        guard status < 300 else {
            let found = body.withBytes { ErrorBody($0) }
            let code = found.code ?? "HTTP\(status)"
            throw AWSError(
                kind: AWSError.kind(code: code, status: status), service: "sts", operation: "AssumeRole", code: code,
                status: status, requestID: found.requestID ?? requestID)
        }
        guard let answer = body.withBytes({ AssumedRole($0) }) else {
            throw AWSError(
                service: "sts", operation: "AssumeRole", .malformedAnswer, code: "MalformedAnswer",
                requestID: requestID)
        }
        return AWSSession(
            accountID: answer.accountID, principal: answer.principal, policy: policy,
            packedPolicySize: answer.packedPolicySize, expiration: answer.credentials.expiration,
            connection: with(answer.credentials))
    }
}

/// The answer to `AssumeRole`, taken out of guarded memory value by value.
private struct AssumedRole {
    let credentials: AWSCredentials
    let principal: String
    let accountID: String
    let packedPolicySize: Int?

    /// - Returns: nil when something is missing.
    init?(_ bytes: Span<UInt8>) {
        var texts: [String: String] = [:]
        var secrets: [String: SharedSecret] = [:]
        do throws(XMLError) {
            var tokenizer = try XMLTokenizer(validating: bytes)
            var name = ""
            while true {
                let token = try tokenizer.next(in: bytes)
                if token == .endOfDocument { break }
                switch token {
                case .start(let range): name = String(decoding: range.map { bytes[$0] }, as: UTF8.self)
                case .text(let text) where name == "SecretAccessKey" || name == "SessionToken":
                    var buffer = SecretBuffer(capacity: text.range.count)
                    try text.unescape(bytes) { buffer.append($0) }
                    secrets[name] = SharedSecret(buffer.secret())
                case .text(let text): texts[name] = try text.string(bytes)
                case .end: name = ""
                case .endOfDocument: break
                }
            }
        } catch {
            return nil
        }
        guard let accessKeyID = texts["AccessKeyId"], let secret = secrets["SecretAccessKey"],
            let token = secrets["SessionToken"], let principal = texts["Arn"],
            let expiration = texts["Expiration"].flatMap({ Timestamp(rfc3339: $0) })
        else { return nil }
        // arn:aws:sts::123456789012:assumed-role/role/session
        let fields = principal.split(separator: ":", omittingEmptySubsequences: false)
        guard fields.count >= 6 else { return nil }
        credentials = AWSCredentials(
            accessKeyID: accessKeyID, secretAccessKey: secret, sessionToken: token, expiration: expiration)
        self.principal = principal
        accountID = String(fields[4])
        packedPolicySize = texts["PackedPolicySize"].flatMap { Int($0) }
    }
}
