// SPDX-License-Identifier: Apache-2.0
import JSON
import Testing

struct ObjectTests {
    private let composed = "caf\u{E9}"
    private let decomposed = "cafe\u{301}"

    @Test func `names that differ only in normalisation are two names`() throws {
        let value = try parsed("{\"\(composed)\":1,\"\(decomposed)\":2}")
        #expect(value.object?.members.count == 2)
        #expect(value[composed]?.integer == 1)
        #expect(value[decomposed]?.integer == 2)
    }

    @Test func `objects whose names differ only in normalisation are different`() throws {
        #expect(try parsed("{\"\(composed)\":1}") != parsed("{\"\(decomposed)\":1}"))
    }

    @Test func `strings that differ only in normalisation are different values`() throws {
        #expect(try parsed("\"\(composed)\"") != parsed("\"\(decomposed)\""))
    }

    @Test(arguments: [
        (#"{"a":1,"a":1}"#, 1), (#"{"a":1,"b":2,"a":3}"#, 1), (#"{"a":1,"\u0061":2}"#, 1), (#"{"":1,"":2}"#, 1),
        (#"[{"a":{"b":1,"b":2}}]"#, 7), (#"{"é":1,"\u00e9":2}"#, 1), (#"{"\ud83d\ude00":1,"😀":2}"#, 1),
        (#"{"a":{},"a":[]}"#, 1), (#"[{"a":1},{"b":1,"a":2,"b":3}]"#, 10),
    ])
    func `a name that stands twice is refused where its object begins`(text: String, offset: Int) {
        let error = #expect(throws: JSONError.self) { try parsed(text) }
        #expect(error?.reason == .duplicateKey)
        #expect(error?.offset == offset)
    }

    @Test func `names may return in other objects`() throws {
        #expect(canonical(try parsed(#"[{"a":{"a":1}},{"a":2}]"#)) == #"[{"a":{"a":1}},{"a":2}]"#)
    }

    @Test func `a member is set, replaced and removed`() {
        var object = JSONObject()
        object["b"] = 1
        object["a"] = 2
        object["b"] = "three"
        #expect(object.members.map(\.name) == ["a", "b"])
        #expect(object["b"] == "three")
        object["a"] = nil
        object["missing"] = nil
        #expect(object.members.map(\.name) == ["b"])
        #expect(object["a"] == nil)
    }

    private func members(_ names: [String]) -> [JSONObject.Member] {
        names.enumerated().map { JSONObject.Member(name: $1, value: JSONValue($0)) }
    }

    @Test func `many members are taken at once, in any order`() {
        let object = JSONObject(unsorted: members(["b", composed, "", decomposed, "a"]))
        let sorted = ["", "a", "b", decomposed, composed]
        #expect(object?.members.map { Array($0.name.utf8) } == sorted.map { Array($0.utf8) })
        #expect(object?["b"] == 0)
        #expect(object?[composed] == 1)
        #expect(object?[decomposed] == 3)
        #expect(JSONObject(unsorted: []) == JSONObject())
    }

    @Test(arguments: [["a", "a"], ["b", "a", "c", "b"], ["", "x", ""]])
    func `of many members none has another's name`(names: [String]) {
        #expect(JSONObject(unsorted: members(names)) == nil)
    }

    @Test func `the order of insertion does not matter`() {
        let forward: JSONObject = ["a": 1, "b": 2, "c": 3]
        let backward: JSONObject = ["c": 3, "b": 2, "a": 1]
        #expect(forward == backward)
    }
}
