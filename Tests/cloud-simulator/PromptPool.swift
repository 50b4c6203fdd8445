// SPDX-License-Identifier: Apache-2.0
import FlyingSocks
import Glibc

/// The server writes header and body apart, and without TCP_NODELAY the second waits 40 ms for the client's delayed
/// acknowledgement. The server has no setting for it; connections inherit it from the socket that listens, tcp(7).
struct PromptPool<Base: AsyncSocketPool>: AsyncSocketPool {
    private let base: Base

    init(_ base: Base) { self.base = base }

    func prepare() async throws { try await base.prepare() }

    func run() async throws { try await base.run() }

    func suspendSocket(_ socket: Socket, untilReadyFor events: Socket.Events) async throws {
        let noDelay = BoolSocketOption(level: Int32(IPPROTO_TCP), name: TCP_NODELAY)
        try? socket.setValue(true, for: noDelay)
        try await base.suspendSocket(socket, untilReadyFor: events)
    }
}
