// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

@testable import Posix

/// What is restricted besides files, and what has to be so before.
@Suite(.enabled(if: Landlock.version >= 2, "this kernel has no Landlock, or only its first version"))
struct LandlockProcessTests {
    @Test func `with other threads there is an error, and nothing is restricted`() async {
        await #expect(processExitsWith: .success) {
            try DedicatedThread.start { while true { pause() } }
            #expect {
                try Landlock().restrictProcess()
            } throws: { error in
                if case .threads(2...)? = error as? LandlockError { true } else { false }
            }
            #expect(try text("/etc/passwd").isEmpty == false)
        }
    }

    @Test func `a process of one thread is restricted, whoever its threads are later`() async {
        await #expect(processExitsWith: .success) {
            // A child of fork(2) has one thread; Swift hides the call.
            typealias Fork = @convention(c) () -> Int32
            let fork = unsafe unsafeBitCast(dlsym(nil, "fork"), to: Fork.self)
            let child = fork()
            if child == 0 {
                guard let level = try? Landlock(readable: ["/proc"]).restrictProcess() else { _exit(2) }
                guard level == .abi(Landlock.version) else { _exit(3) }
                var thread = pthread_t()
                let code = unsafe pthread_create(
                    &thread, nil,
                    { _ in _exit(unsafe open("/etc/passwd", O_RDONLY) < 0 && errno == EACCES ? 0 : 4) }, nil)
                guard code == 0 else { _exit(5) }
                while true { pause() }
            }
            var status: Int32 = -1
            #expect(unsafe waitpid(child, &status, 0) == child)
            #expect(status == 0, "\(status >> 8)")
        }
    }

    @Test func `it can be done twice, and only takes more away`() async {
        await #expect(processExitsWith: .success) {
            _ = try Landlock(readable: ["/etc"]).restrictThread()
            _ = try Landlock(readable: ["/etc", "/proc"]).restrictThread()
            #expect(try text("/etc/passwd").isEmpty == false)
            #expect(unsafe open("/proc/version", O_RDONLY) == -1)
            #expect(HardeningLevel.measured().forbidsNewPrivileges)
        }
    }

    @Test(.enabled(if: Landlock.version >= 4, "this kernel's Landlock does not know ports"))
    func `only listed ports can be connected to, and none be listened at`() async {
        await #expect(processExitsWith: .success) {
            let (allowed, other) = (listening(), listening())
            _ = try Landlock(connectPorts: [allowed]).restrictThread()
            #expect(connected(to: allowed) == 0)
            #expect(connected(to: other) == EACCES)
            #expect(bound(to: 0).error == EACCES)
        }
    }

    @Test(.enabled(if: Landlock.version >= 6, "this kernel's Landlock does not know scopes"))
    func `no other process gets a signal, and no abstract socket is found any more`() async {
        await #expect(processExitsWith: .success) {
            let name = "@cloud-extractor-test-\(getpid())"
            let listener = try DatagramSocket(name)
            let before = try ServiceNotifier(name, watchdog: nil, process: nil)
            _ = try Landlock().restrictThread()
            #expect(failure(kill(getppid(), 0)) == EPERM)
            #expect(throws: SystemError(call: "connect", path: name, code: EPERM)) {
                _ = try ServiceNotifier(name, watchdog: nil, process: nil)
            }
            // One that is connected goes on.
            try before.say(.watchdog)
            #expect(try listener.received() == "WATCHDOG=1")
        }
    }

    @Test(.enabled(if: Landlock.version >= 6, "this kernel's Landlock does not know scopes"))
    func `what is said to be needed stays`() async {
        await #expect(processExitsWith: .success) {
            let name = "@cloud-extractor-test-\(getpid())"
            let listener = try DatagramSocket(name)
            let port = listening()
            _ = try Landlock(listenPorts: nil, reachesAbstractSockets: true, signalsOthers: true).restrictThread()
            #expect(kill(getppid(), 0) == 0)
            try ServiceNotifier(name, watchdog: nil, process: nil).say(.ready)
            #expect(try listener.received() == "READY=1")
            #expect(connected(to: port) == 0)
            #expect(bound(to: 0).error == 0)
        }
    }
}

private func loopback(_ port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    address.sin_port = port.bigEndian
    return address
}

private func withLoopback(_ port: UInt16, _ call: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
    unsafe withUnsafePointer(to: loopback(port)) { pointer in
        unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            unsafe call($0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
    }
}

private func bound(to port: UInt16) -> (socket: Int32, error: Int32) {
    let raw = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    return (raw, failure(unsafe withLoopback(port) { unsafe bind(raw, $0, $1) }))
}

/// A port of this machine at which this process listens.
private func listening() -> UInt16 {
    let raw = bound(to: 0).socket
    listen(raw, 1)
    var address = sockaddr_in()
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    _ = unsafe withUnsafeMutablePointer(to: &address) { pointer in
        unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe getsockname(raw, $0, &size) }
    }
    return UInt16(bigEndian: address.sin_port)
}

private func connected(to port: UInt16) -> Int32 {
    let raw = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(raw) }
    return failure(unsafe withLoopback(port) { unsafe connect(raw, $0, $1) })
}
