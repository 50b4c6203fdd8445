// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport

/// A pipe that is read when a test says so, and not otherwise.
final class UnreadPipe {
    private let folder: TemporaryDirectory
    private let path: String
    private let raw: Int32
    private var taken = Data()

    init() throws {
        folder = try TemporaryDirectory()
        path = "\(folder.path)/errors"
        guard unsafe mkfifo(path, 0o600) == 0 else { throw CocoaError(.fileWriteUnknown) }
        // Both ends, so that whoever writes need not wait for a reader.
        raw = unsafe open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC)
        guard raw >= 0 else { throw CocoaError(.fileReadUnknown) }
    }

    deinit { close(raw) }

    /// The program, with the pipe for its standard error.
    func started(_ arguments: String...) throws -> RunningProgram {
        try RunningProgram(
            "/bin/sh", ["-c", #"pipe=$1; shift; exec "$@" 2>"$pipe""#, "sh", path, Program.path] + arguments)
    }

    /// All that was said so far, and is taken out by this.
    func text() -> String {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe bytes.withUnsafeMutableBytes { unsafe read(raw, $0.baseAddress, $0.count) }
            guard count > 0 else { return String(decoding: taken, as: UTF8.self) }
            taken.append(contentsOf: bytes[..<count])
        }
    }

    /// Until no byte more goes in.
    func fill() {
        var byte: UInt8 = 0x0A
        while unsafe write(raw, &byte, 1) == 1 {}
    }
}
