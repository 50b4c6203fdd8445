// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Where a socket of this machine is, unix(7): `/run/notify`, or `@name` for one without a file, in the abstract namespace.
struct SocketAddress: Sendable {
    let text: String
    private var address = sockaddr_un()
    private let size: socklen_t

    /// - Throws: `EAFNOSUPPORT` for anything else, as sd_notify(3) does; `ENAMETOOLONG` beyond 107 bytes.
    init(_ text: String) throws(SystemError) {
        self.text = text
        let bytes = Array(text.utf8)
        let isAbstract = bytes.first == UInt8(ascii: "@")
        guard bytes.count > 1, isAbstract || bytes[0] == UInt8(ascii: "/") else {
            throw SystemError(call: "connect", path: text, code: EAFNOSUPPORT)
        }
        let offset = MemoryLayout<sockaddr_un>.offset(of: \.sun_path) ?? 2
        guard bytes.count < MemoryLayout<sockaddr_un>.size - offset else {
            throw SystemError(call: "connect", path: text, code: ENAMETOOLONG)
        }
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { path in
            unsafe path.copyBytes(from: bytes)
            if isAbstract { unsafe path[0] = 0 }
        }
        // The name of an abstract one ends where the address does; a NUL behind it would be part of it.
        size = socklen_t(offset + bytes.count + (isAbstract ? 0 : 1))
    }

    func connect(_ socket: borrowing FileDescriptor) throws(SystemError) {
        let raw = socket.raw
        let code = unsafe withUnsafePointer(to: address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                unsafe Glibc.connect(raw, address, size) == 0 ? 0 : errno
            }
        }
        guard code == 0 else { throw SystemError(call: "connect", path: text, code: code) }
    }
}
