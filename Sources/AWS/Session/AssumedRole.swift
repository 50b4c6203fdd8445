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
        guard let accessKeyID = texts["AccessKeyId"], AWSCredentials.isAccessKeyID(accessKeyID),
            let secret = secrets["SecretAccessKey"],
            let token = secrets["SessionToken"], let principal = texts["Arn"],
            let expiration = texts["Expiration"].flatMap({ Timestamp(rfc3339: $0) })
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
        packedPolicySize = texts["PackedPolicySize"].flatMap { Int($0) }
    }

    /// A role's path does not stand in its sessions' ARNs.
    func isSession(of role: RoleARN) -> Bool {
        partition == role.partition.rawValue && accountID == role.account && roleName == role.name
    }
}
