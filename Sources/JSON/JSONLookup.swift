// SPDX-License-Identifier: Apache-2.0

/// Finds single values in a JSON text without building it in memory: for texts that hold secrets.
package enum JSONLookup {
    /// The first token of the value under a path of member names; nil when a name is missing on the way.
    ///
    /// - Throws: ``JSONError`` when the text is malformed up to the value.
    package static func token(at path: [String], in bytes: Span<UInt8>) throws(JSONError) -> JSONToken? {
        var tokenizer = try JSONTokenizer(validating: bytes)
        return try descend(path[...], &tokenizer, bytes)
    }

    /// Visits the members of the object under a path. False when there is no object.
    package static func members(
        at path: [String], in bytes: Span<UInt8>, visit: (JSONText, JSONToken) throws(JSONError) -> Void
    ) throws(JSONError) -> Bool {
        var tokenizer = try JSONTokenizer(validating: bytes)
        guard try descend(path[...], &tokenizer, bytes) == .beginObject else { return false }
        while case .key(let name) = try tokenizer.next(in: bytes) {
            let value = try tokenizer.next(in: bytes)
            try visit(name, value)
            try skip(value, &tokenizer, bytes)
        }
        // Of the whole text the end is seen as well.
        if path.isEmpty { _ = try tokenizer.next(in: bytes) }
        return true
    }

    /// The string elements of the array under a path; nil when there is no array.
    package static func strings(at path: [String], in bytes: Span<UInt8>) throws(JSONError) -> [String]? {
        var tokenizer = try JSONTokenizer(validating: bytes)
        guard try descend(path[...], &tokenizer, bytes) == .beginArray else { return nil }
        var strings: [String] = []
        while true {
            let element = try tokenizer.next(in: bytes)
            if element == .endArray { return strings }
            if case .string(let text) = element { strings.append(try text.string(bytes)) }
            try skip(element, &tokenizer, bytes)
        }
    }

    private static func descend(
        _ path: ArraySlice<String>, _ tokenizer: inout JSONTokenizer, _ bytes: Span<UInt8>
    ) throws(JSONError) -> JSONToken? {
        let token = try tokenizer.next(in: bytes)
        guard let name = path.first else { return token }
        guard token == .beginObject else { return nil }
        while case .key(let key) = try tokenizer.next(in: bytes) {
            if try key.string(bytes).utf8.elementsEqual(name.utf8) {
                return try descend(path.dropFirst(), &tokenizer, bytes)
            }
            try skip(try tokenizer.next(in: bytes), &tokenizer, bytes)
        }
        return nil
    }

    /// Goes behind the value that `first` begins.
    private static func skip(
        _ first: JSONToken, _ tokenizer: inout JSONTokenizer, _ bytes: Span<UInt8>
    ) throws(JSONError) {
        guard first == .beginObject || first == .beginArray else { return }
        var depth = 1
        while depth > 0 {
            switch try tokenizer.next(in: bytes) {
            case .beginObject, .beginArray: depth += 1
            case .endObject, .endArray: depth -= 1
            default: break
            }
        }
    }
}
