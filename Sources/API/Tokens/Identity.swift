// SPDX-License-Identifier: Apache-2.0
import Posix

/// Who sent a request, by a token that was verified.
struct Identity: Sendable, Hashable {
    let subject: String
    let roles: Set<APIRole>
    /// From when on the token is good no more.
    let expires: Timestamp
}
