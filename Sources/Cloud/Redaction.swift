// SPDX-License-Identifier: Apache-2.0
package import JSON

/// Takes secret material out of what was collected: a keyed hash stands in its place, so that it can still be told
/// whether two values are equal, and nobody can tell what they are.
package struct Redaction: Sendable {
    /// What a value is replaced by; given its canonical bytes, so that `5` and `"5"` are two.
    private let hash: @Sendable (ArraySlice<UInt8>) -> String

    package init(_ hash: @escaping @Sendable (ArraySlice<UInt8>) -> String) { self.hash = hash }

    func replacement(_ value: ArraySlice<UInt8>) -> String { hash(value) }

    /// Writes a value with every text, number and flag in it replaced. Names, nulls and the structure stay.
    package func write(_ json: CanonicalJSON, to writer: inout CanonicalWriter) {
        if json.isObject {
            object(json, to: &writer) { _, value, writer in write(value, to: &writer) }
        } else if json.isArray {
            array(json, to: &writer) { value, writer in write(value, to: &writer) }
        } else if json.isNull {
            writer.null()
        } else {
            writer.string(hash(json.bytes))
        }
    }

    /// Writes a value in which only what lies under the paths is replaced; lists on the way are entered.
    package func write(_ json: CanonicalJSON, under paths: [RedactionPath], to writer: inout CanonicalWriter) {
        if paths.contains(where: \.isEnd) {
            write(json, to: &writer)
        } else if paths.isEmpty {
            writer.raw(json.bytes)
        } else if json.isArray {
            array(json, to: &writer) { value, writer in write(value, under: paths, to: &writer) }
        } else if json.isObject {
            object(json, to: &writer) { name, value, writer in
                write(value, under: paths.flatMap { $0.below(name) }, to: &writer)
            }
        } else {
            writer.raw(json.bytes)
        }
    }

    private func array(
        _ json: CanonicalJSON, to writer: inout CanonicalWriter, each: (CanonicalJSON, inout CanonicalWriter) -> Void
    ) {
        writer.beginArray()
        var elements: [CanonicalJSON] = []
        json.forEachElement { elements.append($0) }
        for element in elements { each(element, &writer) }
        writer.endArray()
    }

    private func object(
        _ json: CanonicalJSON, to writer: inout CanonicalWriter,
        each: (ArraySlice<UInt8>, CanonicalJSON, inout CanonicalWriter) -> Void
    ) {
        writer.beginSortedObject()
        var members: [(ArraySlice<UInt8>, CanonicalJSON)] = []
        json.forEachMember { members.append(($0, $1)) }
        for (name, value) in members {
            writer.rawKey(name)
            each(name, value, &writer)
        }
        writer.endSortedObject()
    }
}
