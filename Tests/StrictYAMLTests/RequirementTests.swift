// SPDX-License-Identifier: Apache-2.0
import StrictYAML
import Testing

struct RequirementTests {
    @Test func `a value that is there is given back`() throws {
        #expect(try document("a: 1").required("a", "1") == "1")
    }

    @Test func `a missing key is named by its path, at the mapping that lacks it`() throws {
        var root = try document("x: 1\nvault:\n    address: y\n")
        var vault = try #require(try root.mapping("vault"))
        let role = try vault.string("role")
        let error = #expect(throws: YAMLError.self) { try vault.required("role", role) }
        #expect(error == YAMLError(at(3, 5), .missingKey("vault.role")))
        #expect(error?.description == "test.yaml:3:5: the key 'vault.role' is missing")
    }

    @Test func `a key of the document has no path`() throws {
        let error = #expect(throws: YAMLError.self) { try document("a: 1").required("b", nil as String?) }
        #expect(error == YAMLError(at(1, 1), .missingKey("b")))
    }

    @Test func `an invalid value is shown where it stands`() throws {
        var root = try document("vault:\n  address: ftp\n")
        let vault = try #require(try root.mapping("vault"))
        let error = vault.invalid("address", "is not a URL")
        #expect(error == YAMLError(at(2, 12), .invalid(key: "vault.address", why: "is not a URL")))
        #expect(error.description == "test.yaml:2:12: 'vault.address' is not a URL")
        #expect(error.hint == nil)
    }

    @Test func `what is invalid about an absent key is shown at its mapping`() throws {
        var root = try document("a: 1\nvault: {b: 1}\n")
        let vault = try #require(try root.mapping("vault"))
        #expect(vault.invalid("c", "is needed with b").location == at(2, 8))
    }
}
