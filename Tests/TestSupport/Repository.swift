// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The checkout that the tests were built from.
package enum Repository {
    package static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path()
        .trimmingSuffix("/")

    /// A file of the repository as text.
    package static func text(_ path: String) throws -> String {
        try String(contentsOf: URL(filePath: "\(root)/\(path)"), encoding: .utf8)
    }

    /// The Python of `scripts/setup`.
    package static var python: String {
        ProcessInfo.processInfo.environment["CLOUD_EXTRACTOR_PYTHON"] ?? "\(root)/.venv/bin/python"
    }
}

extension String {
    fileprivate func trimmingSuffix(_ suffix: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
    }
}
