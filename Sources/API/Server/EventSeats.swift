// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// Places for those who watch events. A token is good for hours, and so are its streams: nobody may take all of them.
final class EventSeats: Sendable {
    enum Refusal: Error {
        /// Everybody's together.
        case full
        /// The subject's own.
        case taken
    }

    /// How many there are.
    let limit: Int
    /// How many one subject may have.
    let limitOfSubject: Int
    private let taken = Mutex(Places<String>())

    init(limit: Int, ofSubject: Int) {
        self.limit = limit
        limitOfSubject = ofSubject
    }

    func seat(for subject: String) throws(Refusal) -> Seat {
        try taken.withLock { taken throws(Refusal) in
            guard taken.count(of: subject) < limitOfSubject else { throw .taken }
            guard taken.count < limit else { throw .full }
            taken.take(for: subject)
        }
        return Seat(self, subject)
    }

    /// It is left with the value's end: with the response, also where that is never written.
    final class Seat: Sendable {
        private let seats: EventSeats
        private let subject: String

        fileprivate init(_ seats: EventSeats, _ subject: String) {
            self.seats = seats
            self.subject = subject
        }

        deinit { seats.taken.withLock { $0.leave(subject) } }
    }
}
