// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc
import Posix

/// What the tests ask the file system without the code under test.
func mode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return (attributes[.posixPermissions] as? Int) ?? -1
}

func text(_ path: String) throws -> String { try String(contentsOf: URL(filePath: path), encoding: .utf8) }

func names(_ path: String) throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }

func link(_ path: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
}

func directory(_ path: String, mode: Int = 0o755) throws {
    try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: mode])
}

/// Spans do not go through the macros of Swift Testing, hence this.
func writeDurably(_ text: String, to path: String) throws(SystemError) {
    try DurableFile.write(Array(text.utf8).span, to: path)
}
