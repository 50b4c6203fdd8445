// SPDX-License-Identifier: Apache-2.0
import Glibc

/// A state that threads share and can wait for: pthread_cond_wait(3). Waiting blocks its thread, which is none of the
/// pool's then.
@safe final class Monitor<State>: @unchecked Sendable {
    private var state: State
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let condition: UnsafeMutablePointer<pthread_cond_t>

    init(_ state: sending State) {
        self.state = state
        unsafe mutex = .allocate(capacity: 1)
        unsafe mutex.initialize(to: pthread_mutex_t())
        unsafe pthread_mutex_init(mutex, nil)
        unsafe condition = .allocate(capacity: 1)
        unsafe condition.initialize(to: pthread_cond_t())
        var attributes = pthread_condattr_t()
        unsafe pthread_condattr_init(&attributes)
        // Somebody may set the time of day while we wait.
        unsafe pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        unsafe pthread_cond_init(condition, &attributes)
        unsafe pthread_condattr_destroy(&attributes)
    }

    deinit {
        unsafe pthread_cond_destroy(condition)
        unsafe pthread_mutex_destroy(mutex)
        unsafe condition.deallocate()
        unsafe mutex.deallocate()
    }

    /// Changes the state, and has those who wait look at it.
    func change<Value>(_ body: (inout State) -> Value) -> Value {
        unsafe pthread_mutex_lock(mutex)
        defer {
            unsafe pthread_cond_broadcast(condition)
            unsafe pthread_mutex_unlock(mutex)
        }
        return body(&state)
    }

    /// Waits until the state gives a value.
    func wait<Value>(for body: (inout State) -> Value?) -> Value {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        while true {
            if let value = body(&state) { return value }
            unsafe pthread_cond_wait(condition, mutex)
        }
    }

    /// - Returns: whether it came to be so in time.
    func wait(_ limit: Duration, until condition: (State) -> Bool) -> Bool {
        var deadline = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &deadline)
        let end =
            Duration(secondsComponent: Int64(deadline.tv_sec), attosecondsComponent: 0)
            + .nanoseconds(deadline.tv_nsec) + limit
        deadline = timespec(
            tv_sec: Int(end.components.seconds), tv_nsec: Int(end.components.attoseconds / 1_000_000_000))
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        while !condition(state) {
            if unsafe pthread_cond_timedwait(self.condition, mutex, &deadline) == ETIMEDOUT { return condition(state) }
        }
        return true
    }
}
