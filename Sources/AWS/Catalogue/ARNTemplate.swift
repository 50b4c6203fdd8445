// SPDX-License-Identifier: Apache-2.0
import JSON

/// An ARN with places in it: `{partition}`, `{region}`, `{account}`, or a member of the resource.
struct ARNTemplate: Sendable, Equatable {
    private enum Piece: Sendable, Equatable {
        case text(String)
        case place(String)
    }

    private let pieces: [Piece]

    /// - Returns: nil when a brace is not closed.
    init?(_ text: String) {
        var pieces: [Piece] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            guard let close = rest[open...].firstIndex(of: "}") else { return nil }
            pieces.append(.text(String(rest[..<open])))
            pieces.append(.place(String(rest[rest.index(after: open)..<close])))
            rest = rest[rest.index(after: close)...]
        }
        pieces.append(.text(String(rest)))
        self.pieces = pieces
    }

    /// - Returns: nil when the resource lacks a member that the ARN needs.
    func fill(partition: String, region: String, account: String, resource: JSONValue) -> String? {
        var arn = ""
        for piece in pieces {
            switch piece {
            case .text(let text): arn += text
            case .place("partition"): arn += partition
            case .place("region"): arn += region
            case .place("account"): arn += account
            case .place(let member):
                guard let text = resource[member]?.string else { return nil }
                arn += text
            }
        }
        return arn
    }
}
