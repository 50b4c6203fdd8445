// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import API

struct EventSeatsTests {
    @Test func `a subject has so many seats, and leaves the others theirs`() throws {
        let seats = EventSeats(limit: 5, ofSubject: 2)
        var taken = [try seats.seat(for: "alice"), try seats.seat(for: "alice")]
        #expect(throws: EventSeats.Refusal.taken) { try seats.seat(for: "alice") }
        taken += [try seats.seat(for: "bob"), try seats.seat(for: "bob"), try seats.seat(for: "carol")]
        #expect(throws: EventSeats.Refusal.full) { try seats.seat(for: "dave") }
        #expect(throws: EventSeats.Refusal.full) { try seats.seat(for: "carol") }
        // Whose own are taken hears so first: other people's ends would not help.
        #expect(throws: EventSeats.Refusal.taken) { try seats.seat(for: "alice") }
        taken.removeFirst()
        let again = try seats.seat(for: "alice")
        #expect(throws: EventSeats.Refusal.taken) { try seats.seat(for: "alice") }
        withExtendedLifetime((taken, again)) {}
    }

    @Test func `every seat that is left is free again`() throws {
        let seats = EventSeats(limit: 3, ofSubject: 3)
        for _ in 0..<100 { _ = [try seats.seat(for: "a"), try seats.seat(for: "a"), try seats.seat(for: "b")] }
    }
}
