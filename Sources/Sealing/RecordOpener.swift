// SPDX-License-Identifier: Apache-2.0
import Compression
package import Secrets

/// Opens what a ``Sealer`` has sealed.
package struct RecordOpener: ~Copyable, Sendable {
    /// In bytes. A line of a snapshot is shorter.
    private static let limit = 256 * 1024 * 1024

    private var fernet: Fernet
    private let compression: RecordCompression

    package init(key: FernetKey, compression: RecordCompression) throws(FernetError) {
        fernet = try key.fernet()
        self.compression = compression
    }

    package mutating func open(_ token: Span<UInt8>) throws(FernetError) -> Secret {
        let opened = try fernet.decrypt(token)
        switch compression {
        case .none: return opened
        case .gzip:
            do throws(GzipError) {
                return try opened.withBytes { (bytes) throws(GzipError) in
                    try Gunzip.open(bytes, limit: Self.limit)
                }
            } catch {
                throw .compression(error)
            }
        }
    }
}
