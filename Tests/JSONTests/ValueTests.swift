// SPDX-License-Identifier: Apache-2.0
import JSON
import Testing

struct ValueTests {
    private static let values: [JSONValue] = [.null, true, .number("1"), "1", [1], ["1": 1]]

    @Test(arguments: values.indices)
    func `each value is of one kind`(index: Int) {
        let value = Self.values[index]
        #expect((value == .null) == (index == 0))
        #expect((value.bool != nil) == (index == 1))
        #expect((value.integer != nil) == (index == 2))
        #expect((value.string != nil) == (index == 3))
        #expect((value.array != nil) == (index == 4))
        #expect((value.object != nil) == (index == 5))
        #expect((value["1"] != nil) == (index == 5))
    }

    @Test func `values of different kinds are never equal`() {
        for (left, a) in Self.values.enumerated() {
            for (right, b) in Self.values.enumerated() { #expect((a == b) == (left == right)) }
        }
    }

    @Test func `literals are values`() {
        let value: JSONValue = ["text": "a", "number": -7, "truth": false, "list": [1, "b", [:]]]
        #expect(canonical(value) == #"{"list":[1,"b",{}],"number":-7,"text":"a","truth":false}"#)
    }

    @Test func `integers and lists of strings are values`() {
        #expect(JSONValue(Int.min).integer == Int.min)
        #expect(JSONValue(strings: ["b", "a"]) == ["b", "a"])
        #expect(JSONValue(strings: []) == [])
    }
}
