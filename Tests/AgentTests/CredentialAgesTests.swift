// SPDX-License-Identifier: Apache-2.0
import JSON
import Posix
import Rotation
import Testing

@testable import Agent

/// Since when a credential is there, through all that may happen to it.
struct CredentialAgesTests {
    private static func at(_ seconds: Int64) -> Timestamp { Timestamp(seconds: seconds) }

    private static let moves: [(SecretMove, Timestamp, Timestamp?)] = [
        (.none, at(10), at(5)), (.storePending, at(10), at(5)), (.namePending, at(10), at(5)),
        (.dropPending, at(10), at(5)), (.promote, at(90), at(10)), (.swap, at(5), at(10)), (.dropPrevious, at(10), nil),
    ]

    @Test(arguments: moves)
    func `a credential takes its age along`(move: SecretMove, current: Timestamp, previous: Timestamp?) {
        var ages = CredentialAges(current: Self.at(10))
        ages.previous = Self.at(5)
        let moved = ages.moved(move, at: Self.at(90))
        #expect(moved.current == current && moved.previous == previous)
    }

    @Test func `they are kept beside the state of the rotation, which is none the worse for it`() throws {
        let document = RotationDocument(current: "AKIA1")
        var ages = CredentialAges(current: Self.at(1_700_000_000))
        ages.previous = Self.at(1_600_000_000)
        let json = ages.added(to: document.json)
        #expect(json["current_since"] == "2023-11-14T22:13:20Z")
        #expect(CredentialAges(json, written: Self.at(1_750_000_000)) == ages)
        #expect(RotationDocument(json) == document)
    }

    @Test func `a secret that says nothing is as old as its version`() {
        #expect(CredentialAges(nil, written: Self.at(7)) == CredentialAges(current: Self.at(7)))
        #expect(CredentialAges(RotationDocument(current: "AKIA1").json, written: Self.at(7)).current == Self.at(7))
        #expect(CredentialAges(nil, written: nil).current == nil)
    }
}
