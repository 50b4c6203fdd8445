// SPDX-License-Identifier: Apache-2.0
import Posix

/// What the answer to a request depends on besides the state of the clouds.
struct Moment {
    /// Seconds since 1970, by the simulator's clock.
    let now: Int64
    /// Seconds until a new password or key is known everywhere.
    let propagation: Int64
    /// Seconds until lists have it.
    let listing: Int64
    let pageSize: Int

    /// `2026-11-23T09:00:00Z`
    var text: String { Self.text(now) }

    static func text(_ seconds: Int64) -> String { Timestamp(seconds: seconds).rfc3339 }

    /// What the client asks for, but never more than the simulator's own.
    func size(_ asked: String?) -> Int {
        guard let asked = asked.flatMap({ Int($0) }), asked > 0 else { return pageSize }
        return min(asked, pageSize)
    }
}
