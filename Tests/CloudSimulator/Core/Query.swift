// SPDX-License-Identifier: Apache-2.0

/// The parameters of a query or of a form, `application/x-www-form-urlencoded`, in their order.
/// https://url.spec.whatwg.org/#application/x-www-form-urlencoded
struct Query: Sendable {
    private(set) var items: [(name: String, value: String)] = []

    init(parsing text: String) {
        items = text.split(separator: "&").map { item in
            let parts = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let value = parts.count > 1 ? String(parts[1]) : ""
            return (
                PercentCoding.decode(String(parts[0]), plusIsSpace: true),
                PercentCoding.decode(value, plusIsSpace: true)
            )
        }
    }

    /// The first of that name; ARM does not look at case.
    subscript(_ name: String) -> String? {
        items.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    func all(_ name: String) -> [String] {
        items.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
    }

    func replacing(_ name: String, by value: String) -> Query {
        var query = self
        query.items.removeAll { $0.name.lowercased() == name.lowercased() }
        query.items.append((name, value))
        return query
    }

    var text: String {
        items.map { "\(PercentCoding.encode($0.name))=\(PercentCoding.encode($0.value))" }.joined(separator: "&")
    }
}
