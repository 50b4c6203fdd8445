// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A directory for one test, removed when the value ends.
package final class TemporaryDirectory: Sendable {
    package let path: String

    package init() throws {
        path = FileManager.default.temporaryDirectory
            .appending(path: "cloud-extractor-tests-\(UUID().uuidString)").path()
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file and gives its path.
    @discardableResult
    package func write(_ name: String, _ text: String) throws -> String {
        let full = "\(path)/\(name)"
        try Data(text.utf8).write(to: URL(filePath: full))
        return full
    }
}
