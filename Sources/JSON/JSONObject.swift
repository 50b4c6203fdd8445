// SPDX-License-Identifier: Apache-2.0

/// The members of a JSON object, always sorted by the UTF-8 bytes of their names.
///
/// Not a `Dictionary`: Swift holds "é" and "e" with a combining accent for equal, JSON and clouds do not.
package struct JSONObject: Sendable, Equatable {
    package struct Member: Sendable, Equatable {
        package let name: String
        package var value: JSONValue

        package init(name: String, value: JSONValue) {
            self.name = name
            self.value = value
        }

        package static func == (left: Member, right: Member) -> Bool {
            left.name.utf8.elementsEqual(right.name.utf8) && left.value == right.value
        }
    }

    package private(set) var members: [Member] = []

    package init() {}

    /// Many members at once, in any order.
    ///
    /// - Returns: nil when a name is there twice.
    package init?(unsorted members: [Member]) {
        self.members = members.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        for index in self.members.indices.dropFirst()
        where self.members[index - 1].name.utf8.elementsEqual(self.members[index].name.utf8) { return nil }
    }

    package subscript(_ name: String) -> JSONValue? {
        get {
            let (index, found) = position(of: name)
            return found ? members[index].value : nil
        }
        set {
            let (index, found) = position(of: name)
            switch (found, newValue) {
            case (true, let value?): members[index].value = value
            case (true, nil): members.remove(at: index)
            case (false, let value?): members.insert(Member(name: name, value: value), at: index)
            case (false, nil): break
            }
        }
    }

    private func position(of name: String) -> (index: Int, found: Bool) {
        var low = 0
        var high = members.count
        while low < high {
            let middle = (low + high) / 2
            if members[middle].name.utf8.lexicographicallyPrecedes(name.utf8) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return (low, low < members.count && members[low].name.utf8.elementsEqual(name.utf8))
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        for (name, value) in elements { self[name] = value }
    }
}
