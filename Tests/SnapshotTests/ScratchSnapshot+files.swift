// SPDX-License-Identifier: Apache-2.0
import Cloud
import Foundation
import Posix

/// What an attacker does to the files.
extension ScratchSnapshot {
    /// The path of a file of the snapshot, as errors name it.
    func file(_ name: String) -> String { "\(path)/\(name)" }

    func file(_ unit: WorkUnit) -> String { file("records/\(unit.path).fernet") }

    func contents(_ file: String) throws -> [UInt8] { try FileDescriptor.contents(of: file) }

    func write(_ bytes: [UInt8], to file: String) throws {
        try Directory.createWithParents(Directory.parent(of: file))
        try Data(bytes).write(to: URL(filePath: file))
    }

    /// The tokens of a unit, without their line ends.
    func tokens(_ unit: WorkUnit) throws -> [String] {
        String(decoding: try contents(file(unit)), as: UTF8.self).split(separator: "\n").map(String.init)
    }

    func write(_ tokens: [String], to unit: WorkUnit) throws {
        try write(Array(tokens.map { $0 + "\n" }.joined().utf8), to: file(unit))
    }

    /// Puts a link in a file's place, to the same bytes elsewhere.
    func replaceByLink(_ file: String) throws {
        let other = "\(path).elsewhere"
        try DurableFile.move(file, to: other)
        try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: other)
    }
}
