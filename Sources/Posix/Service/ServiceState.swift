// SPDX-License-Identifier: Apache-2.0
import Glibc

/// What a service says of itself: the assignments of sd_notify(3).
package enum ServiceState: Sendable, Equatable {
    /// It is up; after ``reloading``, that it has read its configuration.
    case ready
    case reloading
    case stopping
    /// A line for people, in `systemctl status`.
    case status(String)
    /// It is alive: at least once in ``ServiceNotifier/watchdogInterval``.
    case watchdog

    /// - Parameter monotonic: microseconds of CLOCK_MONOTONIC.
    func assignments(monotonic: UInt64) -> String {
        switch self {
        case .ready: "READY=1"
        // systemd.service(5), Type=notify-reload: the moment tells this reload from one that was asked for before.
        case .reloading: "RELOADING=1\nMONOTONIC_USEC=\(monotonic)"
        case .stopping: "STOPPING=1"
        case .status(let text): "STATUS=\(Self.line(text))"
        case .watchdog: "WATCHDOG=1"
        }
    }

    /// Whatever a text holds, it must not become an assignment of its own.
    private static func line(_ text: String) -> String {
        String(
            String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
    }
}
