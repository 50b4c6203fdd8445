// SPDX-License-Identifier: Apache-2.0
package import JSON

extension Redaction {
    /// The value with the user information and the query of every URL replaced (`https://user:password@host/`,
    /// `https://host/hook?code=…`, RFC 3986 §3.2.1 and §3.4), wherever it stands, and the query of a text that is the path
    /// of one (`/hook?code=…`, §4.2): of the places that users write secrets to, those that need no path to be found.
    ///
    /// A user alone is left where the scheme is `ssh`, as in every Git address.
    package func withoutURLSecrets(_ json: CanonicalJSON) -> CanonicalJSON {
        // Few values hold any, and these are taken apart.
        var secrets = URLSecrets(json.bytes)
        guard secrets.next() != nil || Self.hasPathWithQuery(json.bytes), let value = json.value else { return json }
        return CanonicalJSON(withoutURLSecrets(value))
    }

    private func withoutURLSecrets(_ value: JSONValue) -> JSONValue {
        switch value {
        case .null, .bool, .number: return value
        case .string(let text): return .string(withoutURLSecrets(text))
        case .array(let elements): return .array(elements.map(withoutURLSecrets))
        case .object(let object):
            var replaced = JSONObject()
            for member in object.members { replaced[withoutURLSecrets(member.name)] = withoutURLSecrets(member.value) }
            return .object(replaced)
        }
    }

    /// Whether somewhere a text begins with a slash and has a question mark.
    private static func hasPathWithQuery(_ json: ArraySlice<UInt8>) -> Bool {
        var rest = json
        while let slash = rest.firstIndex(of: UInt8(ascii: "/")) {
            let isFirst = slash > json.startIndex && json[slash - 1] == UInt8(ascii: "\"")
            rest = rest[(slash + 1)...]
            guard isFirst else { continue }
            let text = rest.prefix { $0 != UInt8(ascii: "\"") }
            if text.contains(UInt8(ascii: "?")) { return true }
            rest = rest[text.endIndex...]
        }
        return false
    }

    private func withoutURLSecrets(_ text: String) -> String {
        let bytes = Array(text.utf8)
        if bytes.first == UInt8(ascii: "/"), let mark = bytes.firstIndex(of: UInt8(ascii: "?")) {
            let end = bytes[mark...].firstIndex(where: URLSecrets.endsURL) ?? bytes.endIndex
            if !bytes[..<mark].contains(where: URLSecrets.endsURL), end > mark + 1 {
                let query = replacement(bytes[mark + 1..<end])
                return String(decoding: bytes[...mark] + query.utf8 + bytes[end...], as: UTF8.self)
            }
        }
        var written: [UInt8] = []
        var done = 0
        var secrets = URLSecrets(bytes[...])
        while let secret = secrets.next() {
            written += bytes[done..<secret.lowerBound]
            written += replacement(bytes[secret]).utf8
            done = secret.upperBound
        }
        return done == 0 ? text : String(decoding: written + bytes[done...], as: UTF8.self)
    }
}

/// Where in a text, or in a JSON text, user information and queries of URLs stand.
private struct URLSecrets {
    private let text: ArraySlice<UInt8>
    private var index: Int
    /// Of the URL whose authority was read last.
    private var query: Range<Int>?

    init(_ text: ArraySlice<UInt8>) {
        self.text = text
        index = text.startIndex
    }

    mutating func next() -> Range<Int>? {
        while true {
            if let query {
                self.query = nil
                if !query.isEmpty { return query }
            }
            guard let colon = text[index...].firstIndex(of: UInt8(ascii: ":")) else { return nil }
            index = colon + 1
            guard text[index...].starts(with: "//".utf8) else { continue }
            let start = colon + 3
            let rest = text[start...]
            index = rest.firstIndex(where: Self.endsURL) ?? rest.endIndex
            let url = rest[..<index]
            let authority = url.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
            query = url.firstIndex(of: UInt8(ascii: "?")).map { $0 + 1..<index }
            guard let at = authority.lastIndex(of: UInt8(ascii: "@")), at > start else { continue }
            let isSSHUser = text[..<colon].suffix(3).elementsEqual("ssh".utf8)
            if isSSHUser, !text[start..<at].contains(UInt8(ascii: ":")) { continue }
            return start..<at
        }
    }

    /// A fragment, or what cannot be part of a URL: a text's end, an escape, a blank.
    static func endsURL(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "#"), UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "<"), UInt8(ascii: ">"), 0...0x20:
            true
        default: false
        }
    }
}
