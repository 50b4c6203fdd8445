// SPDX-License-Identifier: Apache-2.0

/// A secret with several owners: zeroed when the last of them has gone.
package final class SharedSecret: Sendable {
    private let secret: Secret

    package init(_ secret: consuming Secret) { self.secret = secret }

    package var count: Int { secret.count }

    package func withBytes<R: ~Copyable, E: Error>(_ body: (Span<UInt8>) throws(E) -> R) throws(E) -> R {
        try secret.withBytes(body)
    }
}

extension SharedSecret: Equatable {
    /// In constant time.
    package static func == (left: SharedSecret, right: SharedSecret) -> Bool { left.secret.isEqual(to: right.secret) }
}
