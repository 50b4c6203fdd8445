// SPDX-License-Identifier: Apache-2.0

/// The way that a client's connections take.
package struct Route: Sendable, Equatable {
    /// A Unix socket that is dialled in place of the URL's host.
    package var socket: String?
    /// A proxy for everything; nil for those of the environment, which never stand before this machine.
    package var proxy: String?

    package init(socket: String? = nil, proxy: String? = nil) {
        self.socket = socket
        self.proxy = proxy
    }
}
