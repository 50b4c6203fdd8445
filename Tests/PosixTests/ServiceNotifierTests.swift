// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

@testable import Posix

/// Against sd_notify(3) and sd_watchdog_enabled(3), with real sockets.
struct ServiceNotifierTests {
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    private func notifier(_ address: String) throws -> ServiceNotifier {
        try ServiceNotifier(address, watchdog: nil, process: nil)
    }

    @Test func `each state is the assignment of the manual, at a path or under an abstract name`() throws {
        for name in ["\(folder.path)/notify", "@cloud-extractor-test-\(UUID().uuidString)"] {
            let manager = try DatagramSocket(name)
            let notifier = try notifier(name)
            try notifier.say(.ready)
            #expect(try manager.received() == "READY=1")
            try notifier.say(.watchdog)
            #expect(try manager.received() == "WATCHDOG=1")
            try notifier.say(.stopping, .status("revoking the token"))
            #expect(try manager.received() == "STOPPING=1\nSTATUS=revoking the token")
        }
    }

    @Test func `a reload says when it began, on the monotonic clock`() throws {
        let manager = try DatagramSocket("\(folder.path)/notify")
        let before = Self.monotonic()
        try notifier("\(folder.path)/notify").say(.reloading)
        let match = try #require(try manager.received().wholeMatch(of: /RELOADING=1\nMONOTONIC_USEC=(\d+)/))
        let moment = try #require(UInt64(match.1))
        #expect((before...Self.monotonic()).contains(moment))
    }

    /// In microseconds.
    private static func monotonic() -> UInt64 {
        var value = timespec()
        _ = unsafe clock_gettime(CLOCK_MONOTONIC, &value)
        return UInt64(value.tv_sec) * 1_000_000 + UInt64(value.tv_nsec) / 1000
    }

    @Test(arguments: [
        ("snapshot 1 of 2", "snapshot 1 of 2"), ("fine\nREADY=1", "fine READY=1"), ("a\r\u{0}\u{85}b", "a   b"),
        ("", ""),
        ("größer", "größer"),
    ])
    func `a text for people is one line, whatever it holds`(text: String, line: String) {
        #expect(ServiceState.status(text).assignments(monotonic: 0) == "STATUS=\(line)")
    }

    @Test func `a manager that was started anew is found again`() throws {
        let path = "\(folder.path)/notify"
        let first = try DatagramSocket(path)
        let notifier = try notifier(path)
        try notifier.say(.ready)
        #expect(try first.received() == "READY=1")
        _ = consume first
        #expect(throws: SystemError(call: "connect", path: path, code: ECONNREFUSED)) { try notifier.say(.watchdog) }
        try DurableFile.remove(path)
        #expect(throws: SystemError(call: "connect", path: path, code: ENOENT)) { try notifier.say(.watchdog) }
        let second = try DatagramSocket(path)
        try notifier.say(.watchdog)
        #expect(try second.received() == "WATCHDOG=1")
    }

    @Test(arguments: [
        ("vsock:2:1234", EAFNOSUPPORT), ("notify", EAFNOSUPPORT), ("@", EAFNOSUPPORT), ("/", EAFNOSUPPORT),
        ("/nowhere/notify", ENOENT), ("/" + String(repeating: "x", count: 200), ENAMETOOLONG),
    ])
    func `an address that is none is an error`(address: String, code: Int32) {
        #expect(throws: SystemError(call: "connect", path: address, code: code)) { try notifier(address) }
    }

    @Test func `the longest address is one`() throws {
        for prefix in ["\(folder.path)/", "@"] {
            let name = prefix + String(repeating: "x", count: 107 - prefix.utf8.count)
            let manager = try DatagramSocket(name)
            try notifier(name).say(.ready)
            #expect(try manager.received() == "READY=1")
        }
    }

    @Test func `the watchdog is told only by the process that is watched`() throws {
        let path = "\(folder.path)/notify"
        let manager = try DatagramSocket(path)
        let cases: [(String?, String?, Duration?)] = [
            ("120000000", String(getpid()), .seconds(120)), ("2500000", nil, .microseconds(2_500_000)),
            ("120000000", "1", nil), ("120000000", "x", nil), (nil, String(getpid()), nil), ("0", nil, nil),
            ("-5", nil, nil), ("2min", nil, nil),
        ]
        for (microseconds, process, interval) in cases {
            let notifier = try ServiceNotifier(path, watchdog: microseconds, process: process)
            #expect(notifier.watchdogInterval == interval, "\(microseconds ?? "none") \(process ?? "none")")
        }
        _ = manager
    }

    @Test func `the environment says where, and nobody else hears of it`() async throws {
        await #expect(processExitsWith: .success) { [path = "\(folder.path)/notify" as String] in
            let manager = try DatagramSocket(path)
            unsafe setenv("NOTIFY_SOCKET", path, 1)
            unsafe setenv("WATCHDOG_USEC", "60000000", 1)
            unsafe setenv("WATCHDOG_PID", "\(getpid())", 1)
            let notifier = try #require(try ServiceNotifier.taken())
            #expect(notifier.watchdogInterval == .seconds(60))
            try notifier.say(.ready)
            #expect(try manager.received() == "READY=1")
            #expect(unsafe system("env | grep -E 'NOTIFY_SOCKET|WATCHDOG_' >&2") != 0)
            let again = try ServiceNotifier.taken()
            #expect(again == nil)
        }
    }

    @Test func `where nobody listens there is no notifier, and no word left of what would be watched`() async {
        await #expect(processExitsWith: .success) {
            unsafe unsetenv("NOTIFY_SOCKET")
            unsafe setenv("WATCHDOG_USEC", "60000000", 1)
            let none = try ServiceNotifier.taken()
            #expect(none == nil)
            #expect(unsafe getenv("WATCHDOG_USEC") == nil)
        }
    }
}
