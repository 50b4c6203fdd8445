// SPDX-License-Identifier: Apache-2.0
import StrictYAML
import Testing

struct AnchorTests {
    @Test func `an alias stands for the value of its anchor`() throws {
        var root = try document("a: &x text\nb: *x\nc: &y [1, 2]\nd: *y\ne: &z {k: v}\nf: *z\n")
        #expect(try root.string("b") == "text")
        #expect(try root.strings("d") == ["1", "2"])
        var mapping = try #require(try root.mapping("f"))
        #expect(try mapping.string("k") == "v")
    }

    @Test func `an alias stands for the latest anchor of its name`() throws {
        var root = try document("a: &x 1\nb: *x\nc: &x 2\nd: *x\n")
        #expect(try root.string("b") == "1")
        #expect(try root.string("d") == "2")
    }

    @Test func `an error behind an alias is shown at the anchor`() throws {
        var root = try document("a: &x [1]\nb: *x\n")
        let error = #expect(throws: YAMLError.self) { try root.string("b") }
        #expect(error == YAMLError(at(1, 4), .wrongType(key: "b", expected: "text")))
    }

    @Test(arguments: ["a: *x\nb: &x 1\n", "a: &x [*x]\n", "a: &x {b: *x}\n"])
    func `an alias without an anchor before it is refused`(text: String) {
        let error = #expect(throws: YAMLError.self) { try document(text) }
        #expect(error?.reason == .malformed("found undefined alias"))
    }
}
