// SPDX-License-Identifier: Apache-2.0
import Posix

/// Between moments and what the zone's clock shows, in minutes since 1970-01-01T00:00 on it.
extension ZonedCalendar {
    /// What the clock shows, without the seconds.
    func minute(at moment: Timestamp) -> Int64 { (moment.seconds + offset(at: moment)).floored(by: 60) }

    /// The first moment at which the clock shows that minute; where it never does, the one at which it leaps over it.
    func moment(of minute: Int64) -> Timestamp {
        let shown = minute * 60
        // No zone is a day away from Greenwich, so these are from before and from behind whatever is done to the clock.
        let before = offset(at: Timestamp(seconds: shown - 86400))
        let behind = offset(at: Timestamp(seconds: shown + 86400))
        for candidate in [before, behind] {
            let moment = Timestamp(seconds: shown - candidate)
            if offset(at: moment) == candidate { return moment }
        }
        return change(after: Timestamp(seconds: shown - behind)) ?? Timestamp(seconds: shown - before)
    }
}
