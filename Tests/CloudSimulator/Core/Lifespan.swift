// SPDX-License-Identifier: Apache-2.0
/// When a credential is good, and from when on who knows of it.
struct Lifespan: Sendable {
    /// The last second that the formats of both clouds have.
    private static let year9999: Int64 = 253_402_300_799

    let start: Int64
    let end: Int64
    /// The token endpoint knows it.
    private let known: Int64
    /// Lists have it, and it can be changed.
    private let listed: Int64

    /// Of what has been there from the beginning: everybody knows it.
    init(start: Int64 = 0, end: Int64 = .max) {
        self.start = start
        self.end = end
        (known, listed) = (0, 0)
    }

    /// Of what is made now.
    init(start: Int64, end: Int64 = .max, made moment: Moment) {
        self.start = start
        self.end = end
        known = moment.now + moment.propagation
        listed = moment.now + moment.listing
    }

    func isListed(_ moment: Moment) -> Bool { listed <= moment.now }

    /// Whether the token endpoint finds it, be it over or not.
    func isFound(_ moment: Moment) -> Bool { known <= moment.now && start <= moment.now }

    func isOver(_ moment: Moment) -> Bool { end <= moment.now }

    func isValid(_ moment: Moment) -> Bool { isFound(moment) && !isOver(moment) }

    func state(_ moment: Moment) -> CredentialState {
        isOver(moment) ? .expired : isFound(moment) ? .valid : .pending
    }

    var startText: String { Moment.text(start) }
    var endText: String { Moment.text(min(end, Self.year9999)) }
}
