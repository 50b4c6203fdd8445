// SPDX-License-Identifier: Apache-2.0

/// A text of the catalogue with places in it, or a path alone, whose value is the text.
///
/// Places are `{partition}`, `{region}`, `{account}`, a path of the configuration, or `{parent.…}`; a path with a
/// question mark behind it, `{host?}`, is empty where there is no value.
package struct Template: Sendable, Equatable {
    private enum Piece: Sendable, Equatable {
        case text(String)
        case partition, region, account
        case value(ItemPath, isOptional: Bool)
    }

    private let pieces: [Piece]

    /// - Returns: nil when a brace is not closed, or something is no path.
    package init?(_ text: String) {
        guard text.contains("{") else {
            guard let path = ItemPath(text) else { return nil }
            pieces = [.value(path, isOptional: false)]
            return
        }
        var pieces: [Piece] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            guard let close = rest[open...].firstIndex(of: "}") else { return nil }
            pieces.append(.text(String(rest[..<open])))
            switch String(rest[rest.index(after: open)..<close]) {
            case "partition": pieces.append(.partition)
            case "region": pieces.append(.region)
            case "account": pieces.append(.account)
            case let place:
                let isOptional = place.hasSuffix("?")
                guard let path = ItemPath(isOptional ? String(place.dropLast()) : place) else { return nil }
                pieces.append(.value(path, isOptional: isOptional))
            }
            rest = rest[rest.index(after: close)...]
        }
        guard !rest.contains("}") else { return nil }
        pieces.append(.text(String(rest)))
        self.pieces = pieces
    }

    package var paths: [ItemPath] {
        pieces.compactMap { piece in
            if case .value(let path, _) = piece { path } else { nil }
        }
    }

    /// - Returns: nil when the item lacks a value.
    package func fill(_ item: Item, partition: String, region: String, account: String) -> String? {
        var text = ""
        for piece in pieces {
            switch piece {
            case .text(let part): text += part
            case .partition: text += partition
            case .region: text += region
            case .account: text += account
            case .value(let path, let isOptional):
                guard let value = path.text(in: item) ?? (isOptional ? "" : nil) else { return nil }
                text += value
            }
        }
        return text
    }
}
