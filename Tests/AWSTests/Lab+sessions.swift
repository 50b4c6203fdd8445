// SPDX-License-Identifier: Apache-2.0
import Cloud
import Posix
import TestSupport

@testable import AWS

extension Lab {
    var role: RoleRequest {
        RoleRequest(
            role: RoleARN(text("aws", "role_arn"))!, externalID: text("aws", "external_id"), sessionName: "test",
            lifetime: .seconds(900))
    }

    /// As the user who may do nothing but assume the role.
    func userConnection(wallClock: any WallClock = SystemClock()) async throws -> AWSConnection {
        try AWSSessionTests.connection(
            text("aws", "endpoint"), try await secret("aws", "access_key_id"),
            try await secret("aws", "secret_access_key"), wallClock: wallClock)
    }

    func session(
        _ connection: AWSConnection, _ actions: [String], regions: [String] = [], log: TestLog? = nil,
        login: AWSConnection.SessionLogin? = nil
    ) async throws -> AWSSession {
        let policy = SessionPolicy(actions: actions.compactMap { Permission($0) }, regions: regions)
        return try await connection.openSession(
            role, policy: policy, region: "us-east-1", log: (try log ?? TestLog()).sessions, login: login)
    }
}
