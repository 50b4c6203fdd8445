// SPDX-License-Identifier: Apache-2.0
import Posix
import Sealing

/// Sealed records, which nothing but a ``Sealer`` makes.
enum Records {
    static func sealed(_ plaintexts: String...) throws -> [SealedRecord] {
        var sealer = try Sealer(key: .random(id: "test"))
        return try plaintexts.map { try sealer.seal(Array($0.utf8).span, at: Timestamp(seconds: 1_700_000_000)) }
    }
}

extension Sequence<SealedRecord> {
    /// What they are in a file.
    var lines: String { map { String(decoding: $0.token, as: UTF8.self) + "\n" }.joined() }
}
