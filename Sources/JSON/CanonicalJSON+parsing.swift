// SPDX-License-Identifier: Apache-2.0

extension CanonicalJSON {
    /// Any JSON text in its canonical form: names sorted, numbers as they were written. Without a tree in between.
    ///
    /// - Throws: ``JSONError``, also for a name that stands twice in an object.
    package init(parsing bytes: Span<UInt8>) throws(JSONError) {
        var tokenizer = try JSONTokenizer(validating: bytes)
        var writer = CanonicalWriter(capacity: bytes.count)
        while true {
            switch try tokenizer.next(in: bytes) {
            case .beginObject: writer.beginObject()
            case .endObject: try writer.endObject()
            case .beginArray: writer.beginArray()
            case .endArray: writer.endArray()
            case .key(let text):
                var name: [UInt8] = []
                try text.unescape(bytes) { name.append($0) }
                writer.key(name)
            case .string(let text):
                writer.beginString()
                try text.unescape(bytes) { writer.appendEscaped($0) }
                writer.endString()
            case .number(let range): writer.raw(bytes, range)
            case .bool(let value): writer.bool(value)
            case .null: writer.null()
            case .end:
                self.init(written: writer.bytes)
                return
            }
        }
    }
}
