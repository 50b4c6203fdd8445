// SPDX-License-Identifier: Apache-2.0

/// Azure's actions with `*`, which stands for any text, slashes included; case does not matter.
/// https://learn.microsoft.com/azure/role-based-access-control/role-definitions#actions
enum Wildcard {
    static func matches(_ pattern: String, _ action: String) -> Bool {
        let (pattern, action) = (pattern.lowercased(), action.lowercased())
        guard pattern.utf8.contains(UInt8(ascii: "*")) else { return pattern == action }
        var pieces = pattern.split(separator: "*", omittingEmptySubsequences: false)[...]
        let (first, last) = (pieces.removeFirst(), pieces.removeLast())
        guard action.utf8.count >= first.utf8.count + last.utf8.count, action.hasPrefix(first), action.hasSuffix(last)
        else { return false }
        // What stands between two stars is found where it comes first: later would leave less for the others.
        var rest = action.dropFirst(first.count).dropLast(last.count)
        for piece in pieces where !piece.isEmpty {
            guard let found = rest.firstRange(of: piece) else { return false }
            rest = rest[found.upperBound...]
        }
        return true
    }
}
