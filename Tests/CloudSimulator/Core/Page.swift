// SPDX-License-Identifier: Apache-2.0
import Secrets

/// A page of a list, and the token of the next. A token is only good for the list that it was given for.
struct Page<Element> {
    let elements: [Element]
    let next: String?

    /// - Returns: nil when the token is none of this list's.
    init?(of all: [Element], list: String, size: Int, token: String?) {
        var start = 0
        if let token {
            guard let bytes = Base64.url.decode(token) else { return nil }
            let parts = String(decoding: bytes, as: UTF8.self).split(separator: " ", maxSplits: 1)
            guard parts.count == 2, let offset = Int(parts[0]), (0...all.count).contains(offset), parts[1] == list
            else { return nil }
            start = offset
        }
        let end = min(start + max(size, 1), all.count)
        elements = Array(all[start..<end])
        next = end < all.count ? Base64.url.string(Array("\(end) \(list)".utf8)) : nil
    }

    private init(elements: [Element], next: String?) {
        self.elements = elements
        self.next = next
    }

    /// For lists that have no pages.
    static func whole(_ all: [Element]) -> Page { Page(elements: all, next: nil) }
}
