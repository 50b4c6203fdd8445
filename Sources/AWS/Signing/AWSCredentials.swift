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
