// SPDX-License-Identifier: Apache-2.0
import StrictYAML
import Testing

struct UnknownKeyTests {
    private func read(_ text: String, _ keys: [String]) throws(YAMLError) {
        var mapping = try document(text)
        for key in keys { _ = mapping.node(key) }
        try mapping.end()
    }

    @Test func `a mapping of which every key was read is fine`() throws {
        try read("b: 1\na: 2\n", ["a", "b", "c"])
    }

    @Test func `a key that nobody asked for is refused where it stands`() {
        let error = #expect(throws: YAMLError.self) {
            try read("region: x\n\n  # more\nacount: y\n", ["region", "account"])
        }
        #expect(error == YAMLError(at(4, 1), .unknownKey("acount", nearest: "account", known: ["account", "region"])))
        #expect(error?.description == "test.yaml:4:1: unknown key 'acount'")
        #expect(error?.hint == "did you mean 'account'?")
    }

    @Test(
        arguments: [
            ("regoin", "region"), ("regions", "region"), ("egion", "region"), ("rgn", nil), ("Region", "region"),
            ("acounts", "accounts"), ("adress", "address"), ("key_file", "key_files"), ("zzzzzz", nil), ("", nil),
            ("maximum_recrod_count_in_unit", "maximum_record_count_per_unit"), ("maximum", nil), ("région", "region"),
            ("account", "accounts"),
        ] as [(String, String?)])
    func `the nearest known key is suggested`(key: String, nearest: String?) {
        let known = ["region", "accounts", "address", "key_files", "maximum_record_count_per_unit"]
        let error = #expect(throws: YAMLError.self) { try read("\"\(key)\": 1", known) }
        #expect(error?.reason == .unknownKey(key, nearest: nearest, known: known.sorted()))
    }

    @Test func `without a known key nothing is suggested`() {
        let error = #expect(throws: YAMLError.self) { try read("a: 1", []) }
        #expect(error?.reason == .unknownKey("a", nearest: nil, known: []))
        #expect(error?.hint == nil)
    }

    @Test func `where none is near, all that there may be are said, unless it is a page of them`() {
        func hint(_ known: [String]) -> String? {
            #expect(throws: YAMLError.self) { try read("zzzzzz: 1", known) }?.hint
        }
        #expect(hint(["region", "account", "region"]) == "there may be account, region")
        #expect(hint((0..<24).map { "key-\($0)" })?.hasPrefix("there may be key-0, key-1, key-10") == true)
        #expect(hint((0..<25).map { "key-\($0)" }) == nil)
    }

    @Test func `a nested key is called by its path`() throws {
        var root = try document("vault:\n  auth:\n    role-id: x\n")
        var vault = try #require(try root.mapping("vault"))
        var auth = try #require(try vault.mapping("auth"))
        _ = auth.node("role_id")
        let error = #expect(throws: YAMLError.self) { try auth.end() }
        #expect(error == YAMLError(at(3, 5), .unknownKey("vault.auth.role-id", nearest: "role_id", known: ["role_id"])))
    }

    @Test func `the first unknown key of several is named`() {
        let error = #expect(throws: YAMLError.self) { try read("a: 1\nz: 1\ny: 1\n", ["a"]) }
        #expect(error?.location == at(2, 1))
    }

    @Test func `a merge key is an unknown key`() {
        let error = #expect(throws: YAMLError.self) { try read("a: &x {b: 1}\n<<: *x\n", ["a", "b"]) }
        #expect(error?.location == at(2, 1))
    }
}
