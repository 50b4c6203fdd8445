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

    private struct Taken {
        var count = 0
        var bySubject: [String: Int] = [:]
    }

    /// How many there are.
    let limit: Int
    /// How many one subject may have.
    let limitOfSubject: Int
    private let taken = Mutex(Taken())

    init(limit: Int, ofSubject: Int) {
        self.limit = limit
        limitOfSubject = ofSubject
    }

    func seat(for subject: String) throws(Refusal) -> Seat {
        try taken.withLock { taken throws(Refusal) in
            guard taken.bySubject[subject, default: 0] < limitOfSubject else { throw .taken }
            guard taken.count < limit else { throw .full }
            taken.count += 1
            taken.bySubject[subject, default: 0] += 1
        }
        return Seat(self, subject)
    }

    private func leave(_ subject: String) {
        taken.withLock { taken in
            taken.count -= 1
            let left = (taken.bySubject[subject] ?? 1) - 1
            taken.bySubject[subject] = left > 0 ? left : nil
        }
    }

    /// It is left with the value's end: with the response, also where that is never written.
    final class Seat: Sendable {
        private let seats: EventSeats
        private let subject: String

        fileprivate init(_ seats: EventSeats, _ subject: String) {
            self.seats = seats
            self.subject = subject
        }

        deinit { seats.leave(subject) }
    }
}
