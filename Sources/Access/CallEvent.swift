// SPDX-License-Identifier: Apache-2.0

/// What happens to the calls of a lane beyond their answers.
package enum CallEvent: Sendable, Hashable {
    /// The cloud asked to slow down.
    case throttled
    /// The service is down: it is left alone.
    case circuitOpened
    /// It has answered again.
    case circuitClosed
}
