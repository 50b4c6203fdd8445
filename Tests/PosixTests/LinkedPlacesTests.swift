// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

@testable import Posix

struct LinkedPlacesTests {
    private let folder: TemporaryDirectory
    /// Without the links of the machine itself.
    private let root: String

    init() throws {
        folder = try TemporaryDirectory()
        guard let text = unsafe realpath(folder.path, nil) else { throw CocoaError(.fileNoSuchFile) }
        defer { unsafe free(text) }
        root = unsafe String(cString: text)
        for name in ["etc", "run/NetworkManager", "run/resolvconf"] { try directory("\(root)/\(name)") }
        try folder.write("run/NetworkManager/resolv.conf", "nameserver 192.0.2.1\n")
    }

    private var name: String { "\(root)/etc/resolv.conf" }

    @Test func `what is no link, or is not there, leads nowhere`() throws {
        try folder.write("etc/resolv.conf", "")
        #expect(LinkedPlaces.behind(name).isEmpty)
        #expect(LinkedPlaces.behind("\(root)/etc").isEmpty)
        #expect(LinkedPlaces.behind("\(root)/etc/nothing").isEmpty)
        #expect(LinkedPlaces.behind("").isEmpty)
    }

    @Test(arguments: ["absolute", "relative"])
    func `a link leads to the directory of its target`(_ kind: String) throws {
        try link(
            name,
            to: kind == "absolute" ? "\(root)/run/NetworkManager/resolv.conf" : "../run/NetworkManager/resolv.conf")
        #expect(LinkedPlaces.behind(name) == ["\(root)/run/NetworkManager"])
    }

    @Test func `every link of a chain leads somewhere, also by a directory that is a link`() throws {
        // As Debian's resolvconf has it.
        try directory("\(root)/etc/resolvconf")
        try link("\(root)/etc/resolvconf/run", to: "\(root)/run/resolvconf")
        try link(name, to: "resolvconf/run/resolv.conf")
        try link("\(root)/run/resolvconf/resolv.conf", to: "../NetworkManager/resolv.conf")
        #expect(LinkedPlaces.behind(name) == ["\(root)/run/resolvconf", "\(root)/run/NetworkManager"])
    }

    @Test func `a target that is not there yet has its place, and one without a directory has none`() throws {
        try link(name, to: "../run/resolvconf/resolv.conf")
        #expect(LinkedPlaces.behind(name) == ["\(root)/run/resolvconf"])
        try link("\(root)/etc/other", to: "../run/connman/resolv.conf")
        #expect(LinkedPlaces.behind("\(root)/etc/other").isEmpty)
    }

    @Test func `of a directory that many share it is the file alone`() throws {
        let cases = [
            ("/proc/version", ["/proc/version"]), ("/run/../proc/version", ["/proc/version"]), ("/nothing", []),
        ]
        for (number, (target, places)) in cases.enumerated() {
            let path = "\(root)/etc/\(number)"
            try link(path, to: target)
            #expect(LinkedPlaces.behind(path) == places)
        }
    }

    @Test func `a circle has an end`() throws {
        try link("\(root)/etc/a", to: "b")
        try link("\(root)/etc/b", to: "a")
        #expect(Set(LinkedPlaces.behind("\(root)/etc/a")) == ["\(root)/etc"])
    }

    @Test(.enabled(if: Landlock.version >= 2, "this kernel has no Landlock, or only its first version"))
    func `what a link leads to is readable, also when it is replaced, and nothing beside its directory`() async throws {
        try link(name, to: "../run/NetworkManager/resolv.conf")
        try folder.write("run/secret", "text")
        await #expect(processExitsWith: .success) { [root = root as String, name = name as String] in
            let places = LinkedPlaces.behind(name)
            _ = try Landlock(
                readable: ["\(root)/etc"] + places, writable: ["\(root)/run/NetworkManager"]
            ).restrictThread()
            #expect(try text(name) == "nameserver 192.0.2.1\n")
            let new = "\(root)/run/NetworkManager/new"
            _ = try FileDescriptor.open(new, for: .createNew)
            #expect(unsafe rename(new, "\(root)/run/NetworkManager/resolv.conf") == 0)
            #expect(try text(name).isEmpty)
            #expect(unsafe open("\(root)/run/secret", O_RDONLY) == -1)
        }
    }
}
