// SPDX-License-Identifier: Apache-2.0
package import Posix
package import Secrets

/// An access key. The id is no secret: it stands in every request and in CloudTrail.
package struct AWSCredentials: Sendable {
    package let accessKeyID: String
    let secretAccessKey: SharedSecret
    /// Of temporary credentials only.
    let sessionToken: SharedSecret?
    package let expiration: Timestamp?

    /// Ids stand in headers, so nothing else passes: 16 to 128 letters and digits,
    /// https://docs.aws.amazon.com/IAM/latest/APIReference/API_AccessKey.html.
    package static func isAccessKeyID(_ text: String) -> Bool {
        (16...128).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                $0 < 0x80 && (Character(Unicode.Scalar($0)).isLetter || (0x30...0x39).contains($0))
            }
    }

    package init(
        accessKeyID: String, secretAccessKey: SharedSecret, sessionToken: SharedSecret? = nil,
        expiration: Timestamp? = nil
    ) {
        self.accessKeyID = accessKeyID
        self.secretAccessKey = secretAccessKey
        self.sessionToken = sessionToken
        self.expiration = expiration
    }
}
