// SPDX-License-Identifier: Apache-2.0
import Cloud
import JSON

extension ServiceModel {
    /// Writes a value with everything that the model marks as sensitive redacted.
    ///
    /// - Parameter plain: paths of what is marked and holds no secret; lists on the way are entered.
    func write(
        _ json: CanonicalJSON, at place: ShapePlace?, plain: [RedactionPath] = [], _ redaction: Redaction,
        to writer: inout CanonicalWriter
    ) {
        guard let place, !plain.contains(where: \.isEnd) else { return writer.raw(json.bytes) }
        if place.isSensitive { return redaction.write(json, to: &writer) }
        guard holdsSensitive[place.shape] else { return writer.raw(json.bytes) }
        switch shapes[place.shape].kind {
        case .structure(let structure) where json.isObject:
            writer.beginSortedObject()
            json.forEachMember { name, value in
                writer.rawKey(name)
                // Members of structures are named without escapes.
                let member = structure[String(decoding: name, as: UTF8.self)]
                write(
                    value, at: member.map { self.place($0.reference, in: place) },
                    plain: plain.flatMap { $0.below(name) }, redaction,
                    to: &writer)
            }
            writer.endSortedObject()
        case .map(_, let element) where json.isObject:
            writer.beginSortedObject()
            json.forEachMember { name, value in
                writer.rawKey(name)
                write(
                    value, at: self.place(element, in: place), plain: plain.flatMap { $0.below(name) }, redaction,
                    to: &writer)
            }
            writer.endSortedObject()
        case .list(let element) where json.isArray:
            writer.beginArray()
            json.forEachElement { write($0, at: self.place(element, in: place), plain: plain, redaction, to: &writer) }
            writer.endArray()
        default:
            // A part of a list's elements, or one of them.
            if case .list(let element) = shapes[place.shape].kind {
                write(json, at: self.place(element, in: place), plain: plain, redaction, to: &writer)
            } else {
                writer.raw(json.bytes)
            }
        }
    }
}
