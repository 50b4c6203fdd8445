// SPDX-License-Identifier: Apache-2.0
import Compression
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
    private var gzip: GzipCompressor?

    package init(key: FernetKey, compression: RecordCompression = .none) throws(FernetError) {
        self.init(fernet: try key.fernet(), gzip: try Self.compressor(compression))
    }

    private init(fernet: consuming Fernet, gzip: consuming GzipCompressor?) {
        self.fernet = fernet
        self.gzip = gzip
    }

    private static func compressor(_ compression: RecordCompression) throws(FernetError) -> GzipCompressor? {
        guard compression == .gzip else { return nil }
        do {
            return try GzipCompressor.begin()
        } catch {
            throw .compression(error)
        }
    }

    package mutating func seal(_ plaintext: Span<UInt8>, at time: Timestamp) throws(FernetError) -> SealedRecord {
        let packed: [UInt8]?
        do {
            packed = try gzip?.compress(plaintext)
        } catch {
            throw .compression(error)
        }
        guard let packed else { return SealedRecord(token: try fernet.encrypt(plaintext, at: time)) }
        return SealedRecord(token: try fernet.encrypt(packed.span, at: time))
    }
}

extension KeyRing {
    /// As ``rotate(_:)``. What is compressed stays as it is.
    package func reseal(_ token: Span<UInt8>) throws(FernetError) -> SealedRecord {
        SealedRecord(token: try rotate(token))
    }
}
