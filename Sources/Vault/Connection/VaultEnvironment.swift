// SPDX-License-Identifier: Apache-2.0
import Posix
package import Secrets

/// The variables that clients of Vault share: `VAULT_<NAME>`, and OpenBao's `BAO_<NAME>`, which wins wherever it is set,
/// even to nothing.
package struct VaultEnvironment: Sendable {
    /// Nil for the process's own environment.
    private let values: [String: String]?

    /// The process's environment.
    package init() { values = nil }

    package init(_ values: [String: String]) { self.values = values }

    /// The variable's value; nil when it is unset or empty.
    func value(_ name: String) -> String? { found(name)?.text }

    /// - Parameter convert: nil for a value that makes no sense.
    /// - Throws: ``VaultError/setting(name:problem:)``
    func value<T>(_ name: String, _ problem: String, _ convert: (String) -> T?) throws(VaultError) -> T? {
        guard let found = found(name) else { return nil }
        guard let value = convert(found.text) else { throw .setting(name: found.name, problem: problem) }
        return value
    }

    /// As Go's strconv.ParseBool, which Vault's own client takes them by.
    func flag(_ name: String) throws(VaultError) -> Bool {
        try value(name, "is neither true nor false") { text in
            switch text {
            case "1", "t", "T", "true", "TRUE", "True": true
            case "0", "f", "F", "false", "FALSE", "False": false
            default: nil
            }
        } ?? false
    }

    /// Takes a secret out of the environment, see `Secret.init(takingVariable:)`. Both names are cleared; the process
    /// remembers what it has taken.
    package func secret(_ name: String) -> SharedSecret? {
        let (bao, vault) = (taken("BAO_\(name)"), taken("VAULT_\(name)"))
        return bao ?? vault ?? nil
    }

    private func found(_ name: String) -> (name: String, text: String)? {
        for full in ["BAO_\(name)", "VAULT_\(name)"] {
            if let text = setting(full) { return text.isEmpty ? nil : (full, text) }
        }
        return nil
    }

    private func setting(_ full: String) -> String? {
        if let values { return values[full] }
        return Environment.setting(full)
    }

    /// - Returns: nil for one that is not set; the inner nil for one that is set to nothing.
    private func taken(_ full: String) -> SharedSecret?? {
        guard let values else { return TakenVariables.secret(full) }
        guard let text = values[full] else { return nil }
        if text.isEmpty { return .some(nil) }
        return SharedSecret(Secret(copying: Array(text.utf8).span))
    }
}
