// SPDX-License-Identifier: Apache-2.0
import Posix
import Secrets
import SigV4

/// The answer to `CreateAccessKey`, taken out of guarded memory value by value,
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateAccessKey.html.
struct AccessKeyAnswer {
    let id: String
    let createdAt: Timestamp
    let secret: SharedSecret

    /// - Returns: nil when something is missing.
    init?(_ bytes: Span<UInt8>) {
        guard let answer = CredentialAnswer(bytes, secret: ["SecretAccessKey"]),
            let id = answer.texts["AccessKeyId"], AWSCredentials.isAccessKeyID(id),
            let secret = answer.secrets["SecretAccessKey"], secret.count > 0,
            let createdAt = answer.texts["CreateDate"].flatMap({ Timestamp(rfc3339: $0) })
        else { return nil }
        self.id = id
        self.createdAt = createdAt
        self.secret = secret
    }
}
