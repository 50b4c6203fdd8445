// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc
import Posix

/// What a service manager has: a datagram socket in this machine's name space that waits for words.
package final class DatagramSocket: Sendable {
    private let raw: Int32

    package init(_ name: String) throws {
        raw = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(name.utf8)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { path in
            unsafe path.copyBytes(from: bytes)
            if bytes[0] == UInt8(ascii: "@") { unsafe path[0] = 0 }
        }
        let size = socklen_t(2 + bytes.count + (bytes[0] == UInt8(ascii: "@") ? 0 : 1))
        let raw = raw
        let code = unsafe withUnsafePointer(to: address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe bind(raw, $0, size) }
        }
        guard code == 0 else { throw SystemError(call: "bind", path: name, code: errno) }
    }

    deinit { close(raw) }

    /// The next datagram, which must be there.
    package func received() throws -> String {
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = unsafe recv(raw, &bytes, bytes.count, Int32(MSG_DONTWAIT))
        guard count >= 0 else { throw SystemError(call: "recv", path: "socket", code: errno) }
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }

    /// The next datagram, which comes within half a minute.
    package func next() async throws -> String {
        for _ in 0..<3000 {
            do {
                return try received()
            } catch let error as SystemError {
                guard error.code == EAGAIN else { throw error }
                try await Task.sleep(for: .milliseconds(10))
            }
        }
        throw SystemError(call: "recv", path: "socket", code: ETIMEDOUT)
    }
}
