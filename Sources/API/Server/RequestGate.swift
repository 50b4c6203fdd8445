// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import HummingbirdCore
import JSON
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// Stands between the parser and the routes, and does what Hummingbird leaves undone: ends requests that never end, says
/// what is wrong with those that are no HTTP, and has a client that asks whether it may go on do so.
final class RequestGate: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// From a request's head to its end. Hummingbird's own time-out begins anew with every byte of a body.
    static let patience = TimeAmount.seconds(30)
    /// For the client to read why it is refused: a connection that is closed over unread bytes is reset.
    private static let lingering = TimeAmount.seconds(2)

    private var deadline: Scheduled<Void>?
    /// Of a client that does not read what it has asked for.
    private var reading: Scheduled<Void>?
    /// Requests whose responses have not ended.
    private var unanswered = 0
    private var isAnswering = false
    /// The last word is said; what comes from either side is dropped.
    private var isRefused = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if isRefused { return }
        switch unwrapInboundIn(data) {
        case .head(let head):
            unanswered += 1
            let loop = context.eventLoop.assumeIsolated()
            deadline = loop.scheduleTask(in: Self.patience) { self.expire(context) }
            // RFC 9110 §10.1.1. Whoever pipelines has gone on already.
            if unanswered == 1, head.headerFields[.expect]?.lowercased() == "100-continue" {
                context.writeAndFlush(wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
            }
        case .body: break
        case .end: end()
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if isRefused {
            promise?.fail(ChannelError.ioOnClosedChannel)
            return
        }
        switch unwrapOutboundIn(data) {
        case .head: isAnswering = true
        case .body: break
        case .end:
            isAnswering = false
            unanswered -= 1
        }
        context.write(data, promise: promise)
    }

    /// What is written waits for a client that reads; one that does not would hold its connection for ever.
    func channelWritabilityChanged(context: ChannelHandlerContext) {
        reading?.cancel()
        reading = nil
        if !context.channel.isWritable {
            let loop = context.eventLoop.assumeIsolated()
            reading = loop.scheduleTask(in: Self.patience) { context.close(promise: nil) }
        }
        context.fireChannelWritabilityChanged()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if isRefused { return }
        // Within a request, its reader is told.
        guard let error = error as? HTTPParserError, unanswered == 0 else {
            context.fireErrorCaught(error)
            return
        }
        if case .headerOverflow = error {
            refuse(context, APIProblem(.requestHeaderFieldsTooLarge, "the request's head is too large"))
        } else {
            refuse(context, APIProblem(.badRequest, "the request is no HTTP/1.1"))
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        endAll()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { endAll() }

    private func end() {
        deadline?.cancel()
        deadline = nil
    }

    private func endAll() {
        end()
        reading?.cancel()
        reading = nil
    }

    private func expire(_ context: ChannelHandlerContext) {
        // Answered already, and still sending: another answer would be to nothing.
        if isAnswering || unanswered != 1 {
            context.close(promise: nil)
        } else {
            let seconds = Self.patience.nanoseconds / 1_000_000_000
            refuse(context, APIProblem(.requestTimeout, "the request took more than \(seconds) seconds"))
        }
    }

    private func refuse(_ context: ChannelHandlerContext, _ problem: APIProblem) {
        isRefused = true
        var response = problem.response
        response.headers[.connection] = "close"
        context.write(wrapOutboundOut(.head(response.head)), promise: nil)
        context.write(wrapOutboundOut(.body(ByteBuffer(bytes: problem.json.canonical))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        context.close(mode: .output, promise: nil)
        context.eventLoop.assumeIsolated().scheduleTask(in: Self.lingering) { context.close(promise: nil) }
    }
}

@available(*, unavailable)
extension RequestGate: Sendable {}
