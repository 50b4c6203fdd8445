// SPDX-License-Identifier: Apache-2.0

/// What the service manager tells the agent.
package enum ServiceSignal: Sendable {
    /// SIGHUP.
    case reload
    /// SIGTERM or SIGINT.
    case end
}
