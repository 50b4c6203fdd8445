// SPDX-License-Identifier: Apache-2.0
package import Audit
import Cloud
import HTTP
import JSON
import Posix
import Secrets

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
