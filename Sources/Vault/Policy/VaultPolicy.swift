// SPDX-License-Identifier: Apache-2.0

/// A policy of Vault's: what may be done where, each with its reason.
package struct VaultPolicy: Sendable, Equatable {
    package enum Capability: String, Sendable, CaseIterable {
        case create, read, update, patch, delete, list
    }

    package struct Rule: Sendable, Equatable {
        /// As requests have it, without `/v1/`.
        package let path: String
        package let capabilities: [Capability]
        /// Why; without a full stop.
        package let reason: String

        package init(_ path: String, _ capabilities: [Capability], _ reason: String) {
            self.path = path
            self.capabilities = capabilities
            self.reason = reason
        }
    }

    /// What the policy is for, in one line.
    package let purpose: String
    package let rules: [Rule]

    package init(purpose: String, rules: [Rule]) {
        self.purpose = purpose
        self.rules = rules
    }

    /// In HCL, https://openbao.org/docs/concepts/policies/.
    package var text: String {
        var text = "# \(purpose).\n"
        for rule in rules {
            let capabilities = rule.capabilities.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
            text += "\n# \(rule.reason).\npath \"\(rule.path)\" {\n  capabilities = [\(capabilities)]\n}\n"
        }
        return text
    }
}
