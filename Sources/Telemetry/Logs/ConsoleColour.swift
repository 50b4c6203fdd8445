// SPDX-License-Identifier: Apache-2.0
import Logging

extension Logger.Level {
    /// ECMA-48 §8.3.117, SGR, and off again.
    var coloured: String { "\u{1B}[\(rendition)m\(word)\u{1B}[0m" }

    private var rendition: String {
        switch self {
        case .trace, .debug: "2"
        case .info: "32"
        case .notice: "36"
        case .warning: "33"
        case .error: "31"
        case .critical: "1;31"
        }
    }
}
