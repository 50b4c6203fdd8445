// SPDX-License-Identifier: Apache-2.0

/// Azure's actions with `*`, which stands for any text, slashes included; case does not matter.
/// https://learn.microsoft.com/azure/role-based-access-control/role-definitions#actions
enum Wildcard {
    static func matches(_ pattern: String, _ action: String) -> Bool {
        matches(Array(pattern.lowercased().utf8)[...], Array(action.lowercased().utf8)[...])
    }

    private static func matches(_ pattern: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Bool {
        guard let first = pattern.first else { return text.isEmpty }
        guard first == UInt8(ascii: "*") else {
            return text.first == first && matches(pattern.dropFirst(), text.dropFirst())
        }
        let rest = pattern.dropFirst()
        return (text.startIndex...text.endIndex).contains { matches(rest, text[$0...]) }
    }
}
