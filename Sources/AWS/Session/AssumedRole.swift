// SPDX-License-Identifier: Apache-2.0
import Posix
import Secrets
import SigV4

/// The answer to `AssumeRole`, taken out of guarded memory value by value.
struct AssumedRole {
    let credentials: AWSCredentials
    let principal: String
    let accountID: String
    private let partition: String
    private let roleName: String
    let packedPolicySize: Int?

    /// - Returns: nil when something is missing.
    init?(_ bytes: Span<UInt8>) {
        guard let answer = CredentialAnswer(bytes, secret: ["SecretAccessKey", "SessionToken"]),
            let accessKeyID = answer.texts["AccessKeyId"], AWSCredentials.isAccessKeyID(accessKeyID),
            let secret = answer.secrets["SecretAccessKey"],
            let token = answer.secrets["SessionToken"], let principal = answer.texts["Arn"],
            let expiration = answer.texts["Expiration"].flatMap({ Timestamp(rfc3339: $0) })
        else { return nil }
        // arn:aws:sts::123456789012:assumed-role/role/session
        let fields = principal.split(separator: ":", omittingEmptySubsequences: false)
        let resource = fields.last?.split(separator: "/", omittingEmptySubsequences: false) ?? []
        guard fields.count == 6, fields[2] == "sts", resource.count == 3, resource[0] == "assumed-role" else {
            return nil
        }
        credentials = AWSCredentials(
            accessKeyID: accessKeyID, secretAccessKey: secret, sessionToken: token, expiration: expiration)
        self.principal = principal
        partition = String(fields[1])
        accountID = String(fields[4])
        roleName = String(resource[1])
        packedPolicySize = answer.texts["PackedPolicySize"].flatMap { Int($0) }
    }

    /// A role's path does not stand in its sessions' ARNs.
    func isSession(of role: RoleARN) -> Bool {
        partition == role.partition.rawValue && accountID == role.account && roleName == role.name
    }
}
