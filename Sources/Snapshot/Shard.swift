// SPDX-License-Identifier: Apache-2.0
import Ciphers
package import Cloud
import JSON

/// One of several parts of a plan that processes take side by side. A unit belongs to one by its own path, not by its
/// place in a list: two processes need not find the same accounts.
package struct Shard: Sendable, Hashable, CustomStringConvertible {
    /// From 1 to ``count``.
    package let index: Int
    package let count: Int

    /// - Returns: nil where there is no such part.
    package init?(index: Int, count: Int) {
        guard count >= 1, index >= 1, index <= count else { return nil }
        self.index = index
        self.count = count
    }

    /// Reads `2/3`; nil for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let index = Int(parts[0]), let count = Int(parts[1]) else { return nil }
        self.init(index: index, count: count)
        guard description == text else { return nil }
    }

    package var description: String { "\(index)/\(count)" }

    /// The first eight bytes of the SHA-256 of the unit's path, the most significant one first, modulo ``count``.
    package func contains(_ unit: WorkUnit) -> Bool {
        let number = SHA256.hash(Array(unit.path.utf8)).prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return number % UInt64(count) == UInt64(index - 1)
    }
}

extension Shard {
    var json: JSONValue { ["index": JSONValue(index), "count": JSONValue(count)] }

    init?(_ json: JSONValue) {
        guard let index = json["index"]?.integer, let count = json["count"]?.integer else { return nil }
        self.init(index: index, count: count)
    }
}
