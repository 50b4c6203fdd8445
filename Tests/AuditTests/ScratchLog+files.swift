// SPDX-License-Identifier: Apache-2.0
import Foundation
import Posix

/// What an attacker, or a crash, does to the files.
extension ScratchLog {
    /// Every file below the directory, by its path in it.
    func files() throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        for case let name as String in FileManager.default.enumerator(atPath: path) ?? .init() {
            guard Directory.kind(of: "\(path)/\(name)") == .file else { continue }
            files[name] = try contents(name)
        }
        return files
    }

    func contents(_ name: String) throws -> [UInt8] { try FileDescriptor.contents(of: "\(path)/\(name)") }

    func write(_ bytes: [UInt8], to name: String) throws {
        try Directory.createWithParents(Directory.parent(of: "\(path)/\(name)"))
        try Data(bytes).write(to: URL(filePath: "\(path)/\(name)"))
    }

    func write(_ files: [String: [UInt8]]) throws {
        for (name, bytes) in files { try write(bytes, to: name) }
    }

    func remove(_ name: String) throws { try Directory.removeTree("\(path)/\(name)") }

    /// Lets the body see the file changed, and puts it back.
    func changing(_ name: String, _ change: (inout [UInt8]) -> Void, while body: () throws -> Void) throws {
        let original = try contents(name)
        var bytes = original
        change(&bytes)
        try write(bytes, to: name)
        try body()
        try write(original, to: name)
    }

    func copy() throws -> ScratchLog {
        let copy = try ScratchLog()
        try copy.write(try files())
        return copy
    }
}
