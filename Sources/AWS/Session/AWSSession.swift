// SPDX-License-Identifier: Apache-2.0
import Ciphers
import Cloud
import HTTP
import JSON
package import Posix

/// Calls AWS with one set of credentials, and only the operations whose permissions the credentials were asked for
/// with: anything else is refused before the network could.
package final class AWSSession: Sendable {
    package let accountID: String
    package let endpoints: AWSEndpoints
    /// Of the assumed role.
    package let principal: String
    package let policy: SessionPolicy
    /// How much of STS's own limit the policy takes, in percent.
    package let packedPolicySize: Int?
    package let expiration: Timestamp?
    private let connection: AWSConnection
    private let allowed: Set<Permission>

    init(
        accountID: String, principal: String, policy: SessionPolicy, packedPolicySize: Int?, expiration: Timestamp?,
        connection: AWSConnection
    ) {
        self.accountID = accountID
        self.endpoints = connection.endpoints
        self.principal = principal
        self.policy = policy
        self.packedPolicySize = packedPolicySize
        self.expiration = expiration
        self.connection = connection
        allowed = Set(policy.actions)
    }

    /// Sends a call and reads its answer, with retries.
    func call(
        _ call: AWSCall, region: String, input: JSONObject, _ redaction: Redaction, _ tally: CallTally
    ) async throws(AWSError) -> CanonicalJSON {
        let name = call.operation.name
        guard allowed.contains(call.permission) else {
            throw AWSError(service: call.model.service, operation: name, .undeclared, code: "UndeclaredOperation")
        }
        let response = try await connection.send(call, region: region, input: input, tally)
        do {
            return try AnswerReader.output(of: call.operation, call.model, response.body.span, redaction)
        } catch {
            throw AWSError(
                service: call.model.service, operation: name, .malformedAnswer, code: "MalformedAnswer",
                requestID: response.headers["x-amzn-requestid"] ?? response.headers["x-amz-request-id"])
        }
    }
}
