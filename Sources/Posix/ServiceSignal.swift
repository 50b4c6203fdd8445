// SPDX-License-Identifier: Apache-2.0

/// What a service manager tells a service.
package enum ServiceSignal: Sendable {
    /// SIGHUP: read the configuration again.
    case reload
    /// SIGTERM or SIGINT.
    case end
}
