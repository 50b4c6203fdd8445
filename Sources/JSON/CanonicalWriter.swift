// SPDX-License-Identifier: Apache-2.0

/// Writes canonical JSON (see ``JSONValue/canonical``) as it comes, without a tree: members may be given in any order.
///
/// Calls must nest as JSON does; strings and names are UTF-8.
package struct CanonicalWriter {
    /// A member of an object that is not closed yet.
    private struct Member {
        /// Its name as it is, in `names`.
        let name: Range<Int>
        /// Its name as it is written, a colon, its value: in `bytes`.
        let start: Int
        var end: Int
    }

    private struct Frame {
        let isObject: Bool
        let start: Int
        let firstMember: Int
        let firstName: Int
        var count = 0
    }

    package private(set) var bytes: [UInt8] = []
    private var names: [UInt8] = []
    private var members: [Member] = []
    private var frames: [Frame] = []

    package init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

    package mutating func beginObject() { open(isObject: true, UInt8(ascii: "{")) }

    package mutating func beginArray() { open(isObject: false, UInt8(ascii: "[")) }

    private mutating func open(isObject: Bool, _ byte: UInt8) {
        beginValue()
        bytes.append(byte)
        frames.append(
            Frame(isObject: isObject, start: bytes.count, firstMember: members.count, firstName: names.count))
    }

    package mutating func endArray() {
        frames.removeLast()
        bytes.append(UInt8(ascii: "]"))
    }

    /// - Throws: ``JSONError`` when a name stood twice; the offset is that of the object in what was written.
    package mutating func endObject() throws(JSONError) {
        let frame = frames.removeLast()
        closeMember(frame)
        try sort(frame)
        members.removeLast(members.count - frame.firstMember)
        names.removeLast(names.count - frame.firstName)
        bytes.append(UInt8(ascii: "}"))
    }

    /// Begins a member; its value comes next.
    package mutating func key(_ name: ArraySlice<UInt8>) {
        let frame = frames[frames.count - 1]
        closeMember(frame)
        if frame.count > 0 { bytes.append(UInt8(ascii: ",")) }
        frames[frames.count - 1].count += 1
        let start = names.count
        names.append(contentsOf: name)
        members.append(Member(name: start..<names.count, start: bytes.count, end: bytes.count))
        bytes.append(UInt8(ascii: "\""))
        for byte in name { appendEscaped(byte) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }

    package mutating func key(_ name: [UInt8]) { key(name[...]) }

    package mutating func key(_ name: String) { key(Array(name.utf8)[...]) }

    /// An object whose members come sorted, by ``rawKey(_:)``.
    package mutating func beginSortedObject() { open(isObject: true, UInt8(ascii: "{")) }

    /// Begins a member; the name as it stands between quotes in canonical JSON, behind those before it.
    package mutating func rawKey(_ name: ArraySlice<UInt8>) {
        if frames[frames.count - 1].count > 0 { bytes.append(UInt8(ascii: ",")) }
        frames[frames.count - 1].count += 1
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: name)
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }

    package mutating func rawKey(_ name: [UInt8]) { rawKey(name[...]) }

    package mutating func rawKey(_ name: String) { rawKey(Array(name.utf8)[...]) }

    package mutating func endSortedObject() {
        frames.removeLast()
        bytes.append(UInt8(ascii: "}"))
    }

    package mutating func string(_ text: String) {
        beginString()
        for byte in text.utf8 { appendEscaped(byte) }
        endString()
    }

    /// A string whose bytes come one by one, through ``appendEscaped(_:)``.
    package mutating func beginString() {
        beginValue()
        bytes.append(UInt8(ascii: "\""))
    }

    package mutating func endString() { bytes.append(UInt8(ascii: "\"")) }

    /// A value that is canonical JSON already.
    package mutating func raw(_ canonical: ArraySlice<UInt8>) {
        beginValue()
        bytes.append(contentsOf: canonical)
    }

    package mutating func raw(_ canonical: [UInt8]) { raw(canonical[...]) }

    package mutating func raw(_ canonical: String) { raw(Array(canonical.utf8)[...]) }

    /// A part of a text that needs no escapes and is a value by itself: a number.
    package mutating func raw(_ text: Span<UInt8>, _ range: Range<Int>) {
        beginValue()
        append(text, range)
    }

    package mutating func append(_ text: Span<UInt8>, _ range: Range<Int>) {
        for index in range { bytes.append(text[index]) }
    }

    package mutating func bool(_ value: Bool) { raw(value ? "true" : "false") }

    package mutating func null() { raw("null") }

    package mutating func value(_ value: JSONValue) {
        beginValue()
        value.write(to: &bytes)
    }

    /// Puts another value in the place of the one that was written last.
    ///
    /// - Parameter start: ``position`` before it was written.
    package mutating func replace(from start: Int, with canonical: String) {
        bytes.removeLast(bytes.count - start)
        bytes.append(contentsOf: canonical.utf8)
    }

    /// Where in ``bytes`` the next value will stand, commas aside.
    package var position: Int { bytes.count }

    private mutating func beginValue() {
        guard let last = frames.indices.last, !frames[last].isObject else { return }
        if frames[last].count > 0 { bytes.append(UInt8(ascii: ",")) }
        frames[last].count += 1
    }

    private mutating func closeMember(_ frame: Frame) {
        if members.count > frame.firstMember { members[members.count - 1].end = bytes.count }
    }

    private mutating func sort(_ frame: Frame) throws(JSONError) {
        var isSorted = true
        for index in members.indices.dropFirst(frame.firstMember + 1) {
            switch compare(members[index - 1], members[index]) {
            case ..<0: continue
            default: isSorted = false
            }
        }
        if isSorted { return }
        let sorted = members[frame.firstMember...].sorted { compare($0, $1) < 0 }
        var arranged: [UInt8] = []
        arranged.reserveCapacity(bytes.count - frame.start)
        for (index, member) in sorted.enumerated() {
            if index > 0 {
                guard compare(sorted[index - 1], member) != 0 else {
                    throw JSONError(reason: .duplicateKey, offset: frame.start)
                }
                arranged.append(UInt8(ascii: ","))
            }
            arranged.append(contentsOf: bytes[member.start..<member.end])
        }
        bytes.removeLast(bytes.count - frame.start)
        bytes.append(contentsOf: arranged)
    }

    /// By UTF-8 bytes.
    private func compare(_ left: Member, _ right: Member) -> Int {
        let count = min(left.name.count, right.name.count)
        for offset in 0..<count {
            let a = names[left.name.lowerBound + offset]
            let b = names[right.name.lowerBound + offset]
            if a != b { return a < b ? -1 : 1 }
        }
        return left.name.count - right.name.count
    }

    /// Appends a byte of a string or a name, with those escapes that RFC 8259 §7 demands.
    package mutating func appendEscaped(_ byte: UInt8) {
        if byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
            bytes.append(byte)
        } else {
            JSONValue.escape(byte, to: &bytes)
        }
    }
}
