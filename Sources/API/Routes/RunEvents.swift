// SPDX-License-Identifier: Apache-2.0
import Agent
import HTTPTypes
import Hummingbird
import JSON
import NIOCore
import Posix

/// Runs as server-sent events, https://html.spec.whatwg.org/multipage/server-sent-events.html
final class RunEvents: Sendable {
    static let contentType = "text/event-stream"
    /// Proxies end connections on which nothing is said.
    static let silence = Duration.seconds(15)

    /// How many may watch at a time, and how many of them by one subject's tokens.
    private let seats = EventSeats(limit: 64, ofSubject: 8)
    private let clock: any Clock<Duration>
    private let wallClock: any WallClock

    init(clock: any Clock<Duration>, wallClock: any WallClock) {
        self.clock = clock
        self.wallClock = wallClock
    }

    func response(_ changes: AsyncStream<RunRecord>, for context: APIContext) throws(APIProblem) -> Response {
        let seat = try seat(context.subject)
        let (lines, continuation) = AsyncStream<ByteBuffer>.makeStream(bufferingPolicy: .bufferingNewest(8))
        let end = context.identity?.expires
        let body = ResponseBody { [self] writer in
            defer { extendLifetime(seat) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for await record in changes {
                        continuation.yield(ByteBuffer(string: Self.event(record)))
                    }
                    continuation.finish()
                }
                group.addTask { [self] in try await self.beat(continuation, until: end) }
                for await line in lines { try await writer.write(line) }
                group.cancelAll()
            }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok, headers: [.contentType: Self.contentType, .cacheControl: "no-store"], body: body)
    }

    /// A comment now and then; the end when the token is good no more.
    private func beat(_ lines: AsyncStream<ByteBuffer>.Continuation, until end: Timestamp?) async throws {
        while end.map({ wallClock.now() < $0 }) ?? true {
            do { try await clock.sleep(for: Self.silence) } catch { return }
            lines.yield(ByteBuffer(string: ": still here\n\n"))
        }
        lines.finish()
    }

    private func seat(_ subject: String) throws(APIProblem) -> EventSeats.Seat {
        do throws(EventSeats.Refusal) {
            return try seats.seat(for: subject)
        } catch {
            switch error {
            case .full: throw APIProblem(.serviceUnavailable, "\(seats.limit) clients watch already")
            case .taken:
                throw APIProblem(
                    .tooManyRequests, "\(seats.limitOfSubject) clients watch with tokens of this subject already")
            }
        }
    }

    private static func event(_ record: RunRecord) -> String {
        "event: run\ndata: \(String(decoding: record.json.canonical, as: UTF8.self))\n\n"
    }
}
