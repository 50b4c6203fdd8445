// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Posix

/// Against the list of versions in the kernel's Documentation/userspace-api/landlock.rst.
struct LandlockRightsTests {
    @Test(
        arguments: [
            (0, 0), (1, 0x1FFF), (2, 0x3FFF), (3, 0x7FFF), (4, 0x7FFF), (5, 0xFFFF), (6, 0xFFFF), (7, 0xFFFF),
            (9, 0xFFFF),
        ] as [(Int, UInt64)])
    func `each version knows the rights of its own and of those before it`(abi: Int, rights: UInt64) {
        #expect(LandlockRights.known(to: abi).rawValue == rights)
    }

    @Test(
        arguments: [(1, 0, 0, 8), (3, 0, 0, 8), (4, 3, 0, 16), (5, 3, 0, 16), (6, 3, 3, 24), (7, 3, 3, 24)]
            as [(Int, UInt64, UInt64, UInt)])
    func `a version is told nothing that it does not know`(abi: Int, ports: UInt64, scopes: UInt64, size: UInt) {
        let handled = LandlockRuleset.Handled(Landlock(connectPorts: [443]), abi: abi)
        #expect((handled.ports, handled.scopes, handled.size) == (ports, scopes, size))
    }

    @Test func `what is left open is not withheld`() {
        let open = Landlock(connectPorts: nil, listenPorts: nil, reachesAbstractSockets: true, signalsOthers: true)
        let handled = LandlockRuleset.Handled(open, abi: 7)
        #expect((handled.ports, handled.scopes) == (0, 0))
        #expect(LandlockRuleset.Handled(Landlock(connectPorts: nil), abi: 7).ports == 1)
        #expect(LandlockRuleset.Handled(Landlock(signalsOthers: true), abi: 7).scopes == 1)
    }

    @Test(.enabled(if: Landlock.version >= 1, "this kernel has no Landlock"), arguments: 1...LandlockRights.lastABI)
    func `the kernel takes the rules of each version up to its own`(abi: Int) throws {
        let landlock = Landlock(connectPorts: [443], listenPorts: [8080])
        guard abi <= Landlock.version else { return }
        let rules = try LandlockRuleset(landlock, abi: abi)
        try rules.allow(.writing, below: "/tmp", isOptional: false)
        try rules.allow(.reading, below: "/etc/passwd", isOptional: false)
        try rules.allow(ports: [443], .connect)
        try rules.allow(ports: [8080], .listen)
    }
}

extension Landlock {
    /// Of this kernel's interface; 0 where there is none.
    static var version: Int {
        if case .abi(let version)? = try? available() { version } else { 0 }
    }
}
