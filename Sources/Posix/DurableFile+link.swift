// SPDX-License-Identifier: Apache-2.0
import Glibc

extension DurableFile {
    /// Gives a file a second name, link(2); links are not followed. Where there can be no second name, as on another
    /// device, the bytes are copied. The caller makes the name durable, ``Directory/synchronize(_:)``.
    package static func link(_ source: String, as target: String) throws(SystemError) {
        if unsafe Glibc.link(source, target) == 0 { return }
        let code = errno
        guard [EXDEV, EPERM, EMLINK, ENOTSUP].contains(code), Directory.kind(of: source) == .file else {
            throw SystemError(call: "link", path: code == ENOENT ? source : target, code: code)
        }
        try copy(source, to: target)
    }

    static func copy(_ source: String, to target: String) throws(SystemError) {
        let input = try FileDescriptor.open(source, for: .read)
        let output = try FileDescriptor.open(target, for: .createNew)
        var chunk = [UInt8](repeating: 0, count: 256 * 1024)
        while true {
            let count = try input.read(into: &chunk)
            if count == 0 { break }
            try output.write(chunk.span.extracting(0..<count))
        }
        try output.synchronize()
    }
}
