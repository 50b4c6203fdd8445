// SPDX-License-Identifier: Apache-2.0
import JSON
import Testing

struct DepthTests {
    private let limit = JSONTokenizer.maximumDepth

    private func arrays(_ depth: Int) -> String {
        String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }

    @Test func `the limit is 128 levels`() { #expect(limit == 128) }

    @Test func `the deepest arrays are read and written`() throws {
        #expect(canonical(try parsed(arrays(limit))) == arrays(limit))
    }

    @Test func `the deepest objects are read and written`() throws {
        let text = String(repeating: #"{"a":"#, count: limit) + "1" + String(repeating: "}", count: limit)
        #expect(canonical(try parsed(text)) == text)
    }

    @Test func `one more array is refused where it opens`() {
        let error = #expect(throws: JSONError.self) { try parsed(arrays(limit + 1)) }
        #expect(error?.reason == .tooDeep)
        #expect(error?.offset == limit)
    }

    @Test func `one more object is refused where it opens`() {
        let error = #expect(throws: JSONError.self) { try parsed(String(repeating: #"{"a":"#, count: limit + 1)) }
        #expect(error?.reason == .tooDeep)
        #expect(error?.offset == limit * 5)
    }

    @Test func `arrays and objects count together`() {
        let text = String(repeating: #"[{"a":"#, count: limit / 2) + "[]"
        let error = #expect(throws: JSONError.self) { try parsed(text) }
        #expect(error?.reason == .tooDeep)
    }

    @Test func `a hundred thousand brackets are refused like one too many`() {
        let error = #expect(throws: JSONError.self) { try parsed(String(repeating: "[", count: 100_000)) }
        #expect(error?.reason == .tooDeep)
        #expect(error?.offset == limit)
    }

    @Test func `neighbours do not add up`() throws {
        let wide = "[" + Array(repeating: arrays(limit - 1), count: 20).joined(separator: ",") + "]"
        #expect(canonical(try parsed(wide)) == wide)
    }

    @Test func `a lookup refuses depth in what it skips`() {
        let bytes = Array("{\"a\":\(arrays(limit)),\"b\":1}".utf8)
        let error = #expect(throws: JSONError.self) { _ = try JSONLookup.token(at: ["b"], in: bytes.span) }
        #expect(error?.reason == .tooDeep)
    }
}
