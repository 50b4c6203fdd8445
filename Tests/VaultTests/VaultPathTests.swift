// SPDX-License-Identifier: Apache-2.0
import Testing
import Vault

struct VaultPathTests {
    @Test(arguments: ["secret/data/a", "a", "kv-1/a_b.c~d/@x+y=z"])
    func `a plain path is taken as it is`(text: String) throws {
        #expect(try VaultPath(text).description == text)
    }

    @Test(arguments: [
        "", "/", "a/", "/a", "a//b", "a/../b", "..", "a/./b", "a b", "a%2e", "a?b", "a#b", "a\nb", "ä", "a/*", "a\\b",
    ])
    func `a path that could mean another is refused`(text: String) {
        #expect(throws: VaultError.malformedPath(text)) { try VaultPath(text) }
    }
}
