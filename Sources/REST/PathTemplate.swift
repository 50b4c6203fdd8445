// SPDX-License-Identifier: Apache-2.0
import Cloud
import HTTP

/// The path of a call with places in it: `/subscriptions/{subscription}/providers/Microsoft.Compute/disks`,
/// `{id}/instanceView`, `/v1/{parent.name}/keys`.
package struct PathTemplate: Sendable, Equatable, CustomStringConvertible {
    private enum Piece: Sendable, Equatable {
        case text(String)
        /// The subscription, the project.
        case scope
        case value(ItemPath)
    }

    private let pieces: [Piece]
    package let description: String

    /// - Parameter scopeName: what stands for the account: `subscription`.
    /// - Returns: nil when a brace is not closed or holds no path.
    init?(_ text: String, scopeName: String) {
        var pieces: [Piece] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            guard let close = rest[open...].firstIndex(of: "}") else { return nil }
            if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
            let place = String(rest[rest.index(after: open)..<close])
            if place == scopeName {
                pieces.append(.scope)
            } else {
                guard let path = ItemPath(place) else { return nil }
                pieces.append(.value(path))
            }
            rest = rest[rest.index(after: close)...]
        }
        guard !rest.contains("}"), text.hasPrefix("/") || text.hasPrefix("{") else { return nil }
        if !rest.isEmpty { pieces.append(.text(String(rest))) }
        self.pieces = pieces
        description = text
    }

    var paths: [ItemPath] {
        pieces.compactMap { piece in
            if case .value(let path) = piece { path } else { nil }
        }
    }

    /// Values keep their slashes: names of both clouds are paths themselves.
    ///
    /// - Returns: nil when the item lacks a value, or one would lead out of where it stands.
    func fill(_ item: Item?, scope: String) -> String? {
        var text = ""
        for piece in pieces {
            switch piece {
            case .text(let part): text += part
            case .scope: text += PercentEncoding.path(scope)
            case .value(let path):
                guard let item, let value = path.text(in: item), !value.isEmpty, !Self.leadsOut(value) else {
                    return nil
                }
                text += PercentEncoding.path(value)
            }
        }
        return text.hasPrefix("/") ? text : nil
    }

    /// libcurl and servers take dots in paths for directions.
    private static func leadsOut(_ value: String) -> Bool {
        value.split(separator: "/", omittingEmptySubsequences: false).contains { $0 == "." || $0 == ".." }
    }
}
