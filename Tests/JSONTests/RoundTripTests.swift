// SPDX-License-Identifier: Apache-2.0
import JSON
import TestSupport
import Testing

/// Seeds of two hundred values each; more of them the longer it may take.
struct RoundTripTests {
    private func values(_ seed: UInt64) -> [SpelledValue] {
        var generator = SeededGenerator(seed: Endurance.seed &+ seed)
        return (0..<200 * Endurance.factor).map { _ in SpelledValue(using: &generator) }
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `every spelling of a value has the same canonical bytes`(seed: UInt64) throws {
        for spelled in values(seed) {
            #expect(try parsed(spelled.text).canonical == spelled.value.canonical)
        }
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `canonical bytes read and written again do not change`(seed: UInt64) throws {
        for spelled in values(seed) {
            let once = try parsed(spelled.text).canonical
            #expect(try parsed(once).canonical == once)
        }
    }

    @Test(arguments: 21...30 as ClosedRange<UInt64>)
    func `the indented form means the same`(seed: UInt64) throws {
        for spelled in values(seed) {
            #expect(try parsed(spelled.value.indented).canonical == spelled.value.canonical)
        }
    }

    @Test(arguments: 31...35 as ClosedRange<UInt64>)
    func `no cut text is taken for a whole one`(seed: UInt64) {
        // Numbers and words are left out: the beginning of a number is a number.
        let texts = values(seed).map(\.value.canonical).filter { "[{\"".utf8.contains($0[0]) }
        let cuts = texts.flatMap { text in text.indices.map { text[..<$0] } }
        #expect(cuts.count > 1000)
        #expect(cuts.first { !isRefused($0) }.map { String(decoding: $0, as: UTF8.self) } == nil)
    }

    /// Refused, and at a byte that is there, or behind the last one.
    private func isRefused(_ bytes: ArraySlice<UInt8>) -> Bool {
        do {
            _ = try parsed(Array(bytes))
            return false
        } catch {
            return error.offset <= bytes.count
        }
    }
}
