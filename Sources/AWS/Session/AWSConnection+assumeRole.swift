// SPDX-License-Identifier: Apache-2.0
package import Access
import Audit
import Cloud
import HTTP
import JSON
import Posix
import Secrets
package import SigV4
import Synchronization

extension AWSConnection {
    /// Credentials with an end, and what they are.
    struct Opened: Sendable {
        let connection: AWSConnection
        let facts: SessionFacts
        let expiration: Timestamp?
    }

    /// Opens a session that can do what `policy` says and nothing more, and that opens itself anew before its time is
    /// over.
    ///
    /// - Parameter login: opens with the credentials that are good by then; with the connection's own if nil.
    package func openSession(
        _ role: RoleRequest, policy: SessionPolicy, region: String, log: SessionLog,
        login: SessionLogin? = nil
    ) async throws(CloudError) -> AWSSession {
        @Sendable func open() async throws(CloudError) -> Opened {
            guard let login else { return try await self.open(role, policy, region, log) }
            let result = Mutex<Opened?>(nil)
            try await login { (credentials) async throws(CloudError) in
                let opened = try await with(credentials).open(role, policy, region, log)
                result.withLock { $0 = opened }
            }
            guard let opened = result.withLock({ $0 }) else {
                throw CloudError(service: "sts", operation: "AssumeRole", .refused, code: "NoLogin")
            }
            return opened
        }
        return AWSSession(try await open(), policy: policy, wallClock: wallClock, open: open)
    }

    /// Does something with the credentials that are good now; once more with others, where these are refused.
    package typealias SessionLogin =
        @Sendable (@Sendable (AWSCredentials) async throws(CloudError) -> Void) async throws(CloudError) -> Void

    /// Opens a session that may do nothing but say who it is, to see whether the role can be assumed.
    func assumes(_ role: RoleRequest, region: String, _ log: SessionLog) async throws(CloudError) {
        let policy = SessionPolicy(actions: [try AWSCatalogue.call("sts", "GetCallerIdentity").permission])
        _ = try await open(role, policy, region, log)
    }

    func open(
        _ role: RoleRequest, _ policy: SessionPolicy, _ region: String, _ log: SessionLog
    ) async throws(CloudError) -> Opened {
        try await log.opening(
            AWSSessionOpen.self, target: role.role.description,
            detail: [
                "session_name": .string(role.sessionName), "regions": JSONValue(strings: policy.regions),
                "permissions": JSONValue(strings: policy.actions.map(\.name)),
            ],
            as: ("sts", "AssumeRole")
        ) { (receipt) async throws(CloudError) in
            try await assumeRole(role, policy, region, receipt)
        } facts: {
            $0.facts.detail
        }
    }

    /// `sts:AssumeRole` with the policy inline.
    private func assumeRole(
        _ role: RoleRequest, _ policy: SessionPolicy, _ region: String, _ receipt: consuming Receipt<AWSSessionOpen>
    ) async throws(CloudError) -> Opened {
        receipt.spend(on: role.role.description)
        let call = try AWSCatalogue.call("sts", "AssumeRole")
        guard policy.fits else {
            throw CloudError(service: "sts", operation: "AssumeRole", .refused, code: "SessionPolicyTooLarge")
        }
        var input: JSONObject = [
            "RoleArn": .string(role.role.description), "RoleSessionName": .string(role.sessionName),
            "Policy": .string(policy.text), "DurationSeconds": JSONValue(Int(role.lifetime.components.seconds)),
        ]
        if let externalID = role.externalID { input["ExternalId"] = .string(externalID) }
        if let identity = role.sourceIdentity { input["SourceIdentity"] = .string(identity) }
        if !role.tags.isEmpty {
            input["Tags"] = .array(role.tags.map { ["Key": .string($0.key), "Value": .string($0.value)] })
        }
        let answer = try await retrying(CallTally()) { () async throws(CloudError) in
            try await assumedRole(call, region, input)
        }
        try check(answer, role)
        let session = with(answer.credentials)
        let facts = SessionFacts(
            accountID: answer.accountID, principal: answer.principal, packedPolicySize: answer.packedPolicySize,
            denials: try await session.denials(beyond: policy, account: answer.accountID, region))
        return Opened(connection: session, facts: facts, expiration: answer.credentials.expiration)
    }

    /// What was opened must be what was asked for, and last long enough to be of use.
    private func check(_ answer: AssumedRole, _ role: RoleRequest) throws(CloudError) {
        func refuse(_ code: String) -> CloudError {
            CloudError(service: "sts", operation: "AssumeRole", .malformedAnswer, code: code)
        }
        guard answer.isSession(of: role.role) else { throw refuse("AnotherRole") }
        // It would be opened anew for every call.
        guard let end = answer.credentials.expiration,
            end.seconds - wallClock.now().seconds >= AWSSession.renewalMargin
        else { throw refuse("ExpiresTooSoon") }
    }

    private func assumedRole(
        _ call: AWSCall, _ region: String, _ input: JSONObject
    ) async throws(CloudError) -> AssumedRole {
        let response = try await sendForSecret(call, region: region, input: input)
        let status = response.status
        let requestID = response.headers["x-amzn-requestid"]
        let body = response.takeBody()
        guard status < 300 else {
            let found = body.withBytes { ErrorBody($0) }
            let code = found.code ?? "HTTP\(status)"
            throw CloudError(
                kind: CloudError.kind(code: code, status: status), service: "sts", operation: "AssumeRole", code: code,
                status: status, requestID: found.requestID ?? requestID)
        }
        guard let answer = body.withBytes({ AssumedRole($0) }) else {
            throw CloudError(
                service: "sts", operation: "AssumeRole", .malformedAnswer, code: "MalformedAnswer",
                requestID: requestID)
        }
        return answer
    }
}
