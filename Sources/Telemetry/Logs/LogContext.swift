// SPDX-License-Identifier: Apache-2.0
package import Logging

/// What a logger says with each of its lines.
///
/// No secret comes here: a `Secret` is not copyable, so that it is no `CustomStringConvertible`, cannot stand in a
/// string's interpolation, and is no part of a ``Logging/Logger/MetadataValue``; none of that compiles. A `SharedSecret`
/// has no description and shows as the name of its type.
package struct LogContext: Sendable {
    package var metadata: Logger.Metadata = [:]
    package var provider: Logger.MetadataProvider?

    /// The metadata of one line. What stands nearer to the line wins: the logger's, the task's, the line's own.
    func metadata(of event: LogEvent) -> Logger.Metadata {
        var merged = metadata
        if let provided = provider?.get() { merged.merge(provided) { $1 } }
        if let own = event.metadata { merged.merge(own) { $1 } }
        if let error = event.error {
            // The names that swift-log's own handler gives.
            merged["error.message"] = "\(error)"
            merged["error.type"] = .string(String(reflecting: type(of: error)))
        }
        return merged
    }
}
