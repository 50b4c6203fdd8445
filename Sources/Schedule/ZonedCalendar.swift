// SPDX-License-Identifier: Apache-2.0
import Foundation
import Posix

/// What clocks show in one time zone, by the zone data that comes with Swift's runtime.
package struct ZonedCalendar: Sendable, Hashable {
    /// There is no such zone.
    package struct Unknown: Error, Hashable, CustomStringConvertible {
        package let name: String

        package var description: String {
            "there is no time zone '\(name)'; use UTC, or a name such as Europe/Berlin (Area/City, case matters)"
        }
    }

    /// Of the IANA time zone database, as it was given.
    package let name: String
    private let zone: TimeZone

    package static let utc = ZonedCalendar(name: "UTC", zone: .gmt)

    private init(name: String, zone: TimeZone) {
        self.name = name
        self.zone = zone
    }

    /// - Parameter name: `UTC`, or an area and a city. Abbreviations (`PST`) and offsets (`GMT+2`) are refused: they say
    ///   nothing about when clocks are set, or the opposite of what they seem to (`Etc/GMT+2` is west of Greenwich).
    package init(_ name: String) throws(Unknown) {
        // Foundation has two of them that are not equal.
        if name == Self.utc.name {
            self = .utc
            return
        }
        guard name.contains("/"), !name.hasPrefix("Etc/GMT+"), !name.hasPrefix("Etc/GMT-"),
            let zone = TimeZone(identifier: name)
        else {
            throw Unknown(name: name)
        }
        self.init(name: name, zone: zone)
    }

    /// Seconds to the east of Greenwich.
    func offset(at moment: Timestamp) -> Int64 { Int64(zone.secondsFromGMT(for: moment.date)) }

    /// When clocks are set next; nil for never again.
    func change(after moment: Timestamp) -> Timestamp? {
        guard let date = zone.nextDaylightSavingTimeTransition(after: moment.date) else { return nil }
        return Timestamp(seconds: Int64(date.timeIntervalSince1970.rounded()))
    }
}

extension Timestamp {
    fileprivate var date: Date { Date(timeIntervalSince1970: Double(seconds)) }
}
