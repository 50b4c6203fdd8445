// SPDX-License-Identifier: Apache-2.0
import FlyingFox

/// The one way in which a handler of the server can end a connection without writing to it: what it writes for a web
/// socket comes only after this.
struct DroppedConnection: WSHandler {
    private struct Dropped: Error {}

    func makeFrames(for client: AsyncThrowingStream<WSFrame, any Error>) throws -> AsyncStream<WSFrame> {
        throw Dropped()
    }
}
