// SPDX-License-Identifier: Apache-2.0
import NIOCore

/// Closes a connection as soon as it is there, where its network has enough of them: one that says nothing holds its
/// place for half a minute, and needs no token for that.
final class ConnectionGate: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny
    typealias InboundOut = NIOAny

    private let limit: ConnectionLimit
    /// Whose place it has.
    private var entered: ClientNetwork?

    init(_ limit: ConnectionLimit) { self.limit = limit }

    func channelActive(context: ChannelHandlerContext) {
        let network = ClientNetwork(of: context.channel)
        let hasPlace = limit.enter(network)
        if hasPlace { entered = network }
        context.fireChannelActive()
        // Before TLS has said a word, which would be dear.
        if !hasPlace { context.close(promise: nil) }
    }

    func channelInactive(context: ChannelHandlerContext) {
        leave()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { leave() }

    private func leave() {
        if let network = entered { limit.leave(network) }
        entered = nil
    }
}

@available(*, unavailable)
extension ConnectionGate: Sendable {}
