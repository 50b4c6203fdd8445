// SPDX-License-Identifier: Apache-2.0
import JSON
import Testing

struct LookupStringsTests {
    private func strings(_ text: String) throws -> [String]? {
        try JSONLookup.strings(at: ["data", "policies"], in: Array(text.utf8).span)
    }

    @Test(arguments: [
        (#"{"data":{"policies":["default","root"]}}"#, ["default", "root"]), (#"{"data":{"policies":[]}}"#, []),
        (#"{"data":{"id":"x","policies":[1,["a"],{"b":"c"},null,"d"]}}"#, ["d"]),
    ])
    func `the texts of an array are found, and nothing else in it`(text: String, expected: [String]) throws {
        #expect(try strings(text) == expected)
    }

    @Test(arguments: [#"{"data":{}}"#, #"{"data":{"policies":"root"}}"#, "[]", #"{"policies":["a"]}"#])
    func `where there is no array there is nothing`(text: String) throws { #expect(try strings(text) == nil) }

    @Test func `an array that is cut off is an error`() {
        #expect(throws: JSONError.self) { try strings(#"{"data":{"policies":["a""#) }
    }
}
