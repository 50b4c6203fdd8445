// SPDX-License-Identifier: Apache-2.0
package import Logging

extension Logger.Level {
    /// Reads a word of `log_level`: `DEBUG`, `INFO`, `WARNING`, `ERROR`, and `TRACE`, `NOTICE`, `CRITICAL`, in any case.
    ///
    /// - Returns: nil for anything else; see ``configurationWords`` for what to say then.
    package init?(configuration word: String) {
        // Not by capitals: that of the dotless "ı" is "I".
        self.init(rawValue: word.lowercased())
    }

    /// As the configuration and both log formats spell it.
    package var word: String { rawValue.uppercased() }

    /// Every word that ``init(configuration:)`` reads, the chattiest first.
    package static var configurationWords: [String] { allCases.map(\.word) }
}
