// SPDX-License-Identifier: Apache-2.0
package import Posix
package import Secrets

/// A token of RFC 6750, and its end.
package struct BearerToken: Sendable {
    let value: SharedSecret
    package let expiration: Timestamp
    /// Tells two tokens apart without comparing them.
    let serial: UInt64

    /// - Parameter serial: another one for every token of a source.
    package init(_ value: SharedSecret, expiration: Timestamp, serial: UInt64 = 0) {
        self.value = value
        self.expiration = expiration
        self.serial = serial
    }

    /// `Bearer …`, as the header wants it.
    package var header: SharedSecret {
        var buffer = SecretBuffer(capacity: 4096)
        buffer.append("Bearer ")
        value.withBytes { buffer.append($0) }
        return SharedSecret(buffer.secret())
    }
}
