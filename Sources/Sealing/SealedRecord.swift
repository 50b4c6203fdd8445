// SPDX-License-Identifier: Apache-2.0
package import Posix

/// A record that only holders of the key can read: a Fernet token in ASCII.
///
/// Transports take nothing else, and only ``Sealer`` makes one, so plaintext cannot leave the process: it does not
/// compile.
package struct SealedRecord: Sendable, Equatable {
    /// base64url, without line end.
    package let token: [UInt8]

    fileprivate init(token: [UInt8]) { self.token = token }
}

/// Seals records under one key. Each worker has its own.
package struct Sealer: ~Copyable, Sendable {
    private var fernet: Fernet

    package init(key: FernetKey) throws(FernetError) { fernet = try key.fernet() }

    package mutating func seal(_ plaintext: Span<UInt8>, at time: Timestamp) throws(FernetError) -> SealedRecord {
        SealedRecord(token: try fernet.encrypt(plaintext, at: time))
    }
}
