// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Tells the service manager how the service is: datagrams to `$NOTIFY_SOCKET`, as sd_notify(3) describes them.
package final class ServiceNotifier: Sendable {
    /// Within which time the manager wants to hear ``ServiceState/watchdog``; half of it is a good pace. Nil where it does
    /// not watch, or watches another process.
    package let watchdogInterval: Duration?
    private let address: SocketAddress
    /// Connected from the start: Landlock denies new connections to abstract sockets, and lets those go on that there are.
    private let socket: FileDescriptor

    /// What the environment says, which is forgotten then: a child that spoke in our name could declare us ready.
    ///
    /// - Returns: nil where no manager wants to hear anything.
    package static func taken() throws(SystemError) -> ServiceNotifier? {
        let names = ["NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"]
        defer { for name in names { Environment.remove(name) } }
        guard let address = Environment.value(names[0]) else { return nil }
        return try ServiceNotifier(
            address, watchdog: Environment.value(names[1]), process: Environment.value(names[2]))
    }

    /// - Parameters:
    ///   - watchdog: microseconds.
    ///   - process: the id of the process that is watched, if it is one alone.
    init(_ address: String, watchdog: String?, process: String?) throws(SystemError) {
        self.address = try SocketAddress(address)
        let raw = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard raw >= 0 else { throw SystemError(call: "socket", path: address, code: errno) }
        socket = FileDescriptor(raw: raw, path: address, closes: true)
        watchdogInterval = Self.interval(watchdog, process)
        try self.address.connect(socket)
    }

    private static func interval(_ watchdog: String?, _ process: String?) -> Duration? {
        guard let watchdog, let microseconds = Int64(watchdog), microseconds > 0 else { return nil }
        if let process, Int32(process) != getpid() { return nil }
        return .microseconds(microseconds)
    }

    /// Says it, in one datagram: all of it is heard, or nothing. Waits while the manager is too busy to listen.
    package func say(_ states: ServiceState...) throws(SystemError) {
        let now = Self.monotonicMicroseconds()
        let text = states.map { $0.assignments(monotonic: now) }.joined(separator: "\n")
        do {
            try send(text)
        } catch {
            // A manager that was started anew listens at the same place with another socket.
            guard [ECONNREFUSED, ENOTCONN, EDESTADDRREQ].contains(error.code) else { throw error }
            try address.connect(socket)
            try send(text)
        }
    }

    private func send(_ text: String) throws(SystemError) {
        let bytes = Array(text.utf8)
        while true {
            let sent = unsafe bytes.withUnsafeBytes { all in
                unsafe Glibc.send(socket.raw, all.baseAddress, all.count, Int32(MSG_NOSIGNAL))
            }
            if sent == bytes.count { return }
            if sent >= 0 { throw SystemError(call: "send", path: address.text, code: EMSGSIZE) }
            if errno != EINTR { throw socket.failure("send") }
        }
    }

    private static func monotonicMicroseconds() -> UInt64 {
        var value = timespec()
        _ = unsafe clock_gettime(CLOCK_MONOTONIC, &value)
        return UInt64(value.tv_sec) * 1_000_000 + UInt64(value.tv_nsec) / 1000
    }
}
