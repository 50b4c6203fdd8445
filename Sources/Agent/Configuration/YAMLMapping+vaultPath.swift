// SPDX-License-Identifier: Apache-2.0
import StrictYAML
import Vault

extension YAMLMapping {
    /// A text that is not empty.
    mutating func filled(_ key: String) throws(YAMLError) -> String? {
        guard let text = try string(key) else { return nil }
        guard !text.isEmpty else { throw invalid(key, "is empty; leave it out instead") }
        return text
    }

    /// A path in Vault, or a part of one; a slash at its end is dropped.
    mutating func vaultPath(_ key: String) throws(YAMLError) -> String? {
        guard let text = try string(key) else { return nil }
        let path = text.hasSuffix("/") ? String(text.dropLast()) : text
        guard (try? VaultPath(path)) != nil else {
            throw invalid(
                key,
                "is no path in Vault: parts of letters, digits and - _ . ~ @ + = only, none empty, '.', '..' or '+'")
        }
        return path
    }
}
