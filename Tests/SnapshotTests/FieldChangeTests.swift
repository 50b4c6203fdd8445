// SPDX-License-Identifier: Apache-2.0
import JSON
import Testing

@testable import Snapshot

/// What differs between two states of a resource.
struct FieldChangeTests {
    private static let hash = "0123456789abcdef0123456789abcdef"

    @Test(arguments: [
        (#"{"a":1}"#, #"{"a":1}"#, []),
        (#"{"a":1,"b":{"c":[1,2]}}"#, #"{"a":2,"b":{"c":[1,3]}}"#, ["/a 1 2", "/b/c/1 2 3"]),
        (#"{"a":1}"#, #"{"b":1}"#, ["/a 1 -", "/b - 1"]),
        (#"{"a":null}"#, #"{}"#, ["/a null -"]),
        (#"{"a":[1,2,3]}"#, #"{"a":[1]}"#, ["/a/1 2 -", "/a/2 3 -"]),
        (#"{"a":{}}"#, #"{"a":[]}"#, ["/a {} []"]),
        (#"{"a":1}"#, #"{"a":"1"}"#, [#"/a 1 "1""#]),
        (#"{"x/y":{"~":1}}"#, #"{"x/y":{"~":2}}"#, ["/x~1y/~0 1 2"]),
        // A secret that changed under the same key has changed; under another one nobody can tell.
        (#"{"a":"hmac-sha256:k1:\#(hash)"}"#, #"{"a":"hmac-sha256:k2:\#(hash)"}"#, []),
        (#"{"a":"u?hmac-sha256:k1:\#(hash)"}"#, #"{"a":"u?hmac-sha256:k2:\#(hash)"}"#, []),
        (
            #"{"a":"u?hmac-sha256:k1:\#(hash)"}"#, #"{"a":"v?hmac-sha256:k2:\#(hash)"}"#,
            [#"/a "u?hmac-sha256:k1:\#(hash)" "v?hmac-sha256:k2:\#(hash)""#]
        ),
        (
            #"{"a":"hmac-sha256:k1:\#(hash)"}"#, #"{"a":"hmac-sha256:k1:f123456789abcdef0123456789abcdef"}"#,
            [#"/a "hmac-sha256:k1:\#(hash)" "hmac-sha256:k1:f123456789abcdef0123456789abcdef""#]
        ),
        // What bears another key's name is no hash of ours, whatever stands between the marks.
        (
            #"{"a":"hmac-sha256:k1:\#(hash)"}"#, #"{"a":"hmac-sha256:k3:\#(hash)"}"#,
            [#"/a "hmac-sha256:k1:\#(hash)" "hmac-sha256:k3:\#(hash)""#]
        ),
        (
            #"{"a":"x\",\"hmac-sha256:k1:\#(hash)"}"#, #"{"a":"x\",hmac-sha256:k2:\#(hash)\""}"#,
            [#"/a "x\",\"hmac-sha256:k1:\#(hash)" "x\",hmac-sha256:k2:\#(hash)\"""#]
        ),
        // Two names that Unicode calls equivalent are two names.
        (#"{"e\u0301":1,"\u00e9":1}"#, #"{"e\u0301":1,"\u00e9":2}"#, ["/\u{e9} 1 2"]),
    ])
    func `every difference has its path`(old: String, new: String, expected: [String]) throws {
        func text(_ value: JSONValue?) -> String { value.map { String(decoding: $0.canonical, as: UTF8.self) } ?? "-" }
        let changes = FieldChange.between(
            try JSONValue(parsing: Array(old.utf8).span), try JSONValue(parsing: Array(new.utf8).span),
            RedactionKeys(old: "k1", new: "k2"))
        #expect(changes.map { "\($0.path) \(text($0.old)) \(text($0.new))" } == expected)
    }
}
