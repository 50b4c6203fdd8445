// SPDX-License-Identifier: Apache-2.0
package import Logging

/// A handler that keeps what its logger says with each line in a ``LogContext``.
package protocol ContextLogHandler: LogHandler {
    var context: LogContext { get set }
}

extension ContextLogHandler {
    package var metadata: Logger.Metadata {
        get { context.metadata }
        set { context.metadata = newValue }
    }

    package var metadataProvider: Logger.MetadataProvider? {
        get { context.provider }
        set { context.provider = newValue }
    }

    package subscript(metadataKey name: String) -> Logger.Metadata.Value? {
        get { context.metadata[name] }
        set { context.metadata[name] = newValue }
    }
}
