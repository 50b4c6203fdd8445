// SPDX-License-Identifier: Apache-2.0
import Glibc

/// A thread of its own for a loop that blocks, outside the pool that runs Swift's tasks.
package enum DedicatedThread {
    private final class Body: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// Starts a detached thread that ends when `body` returns.
    package static func start(_ body: @escaping @Sendable () -> Void) throws(SystemError) {
        var thread = pthread_t()
        let argument = unsafe Unmanaged.passRetained(Body(body))
        let code = unsafe pthread_create(
            &thread, nil,
            { pointer in
                unsafe Unmanaged<Body>.fromOpaque(pointer!).takeRetainedValue().run()
                return nil
            }, argument.toOpaque())
        guard code == 0 else {
            unsafe argument.release()
            throw SystemError(call: "pthread_create", path: "thread", code: code)
        }
        pthread_detach(thread)
    }
}
