// SPDX-License-Identifier: Apache-2.0
import Posix

/// Patterns of ids and names of accounts that are left out, in any case: people write names as they like.
package struct AccountExclusion: Sendable, Equatable {
    private let globs: [Glob]
    /// As they were written.
    package let patterns: [String]

    package init(_ patterns: [String]) {
        self.patterns = patterns
        globs = patterns.map { Glob($0.lowercased()) }
    }

    /// Why an account is not read: it is left out, or its state does not let it be; nil if it is.
    package func reason(for account: CloudAccount) -> String? {
        if globs.contains(where: { Self.matches($0, account) }) { return "excluded" }
        return account.isReadable ? nil : account.state
    }

    /// Those that match none of the accounts, and may be misspelt.
    package func idle(among accounts: [CloudAccount]) -> [String] {
        zip(patterns, globs).filter { _, glob in !accounts.contains { Self.matches(glob, $0) } }.map(\.0)
    }

    private static func matches(_ glob: Glob, _ account: CloudAccount) -> Bool {
        glob.matches(account.id.lowercased()) || glob.matches(account.name.lowercased())
    }
}
