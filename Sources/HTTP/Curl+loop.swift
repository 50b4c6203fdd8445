// SPDX-License-Identifier: Apache-2.0
import CCurl
import Posix
import Synchronization

/// curl_global_init(3) with the wiping allocator, once in the life of the process and before any other call.
private let curlIsReady: Bool = cx_global_init() == CURLE_OK

/// One thread that owns a multi handle, curl_multi_perform(3), and runs every transfer of a client on it.
///
/// Tasks talk to the thread through an inbox; nothing else is shared.
final class CurlLoop: Sendable {
    private typealias Waiter = CheckedContinuation<Result<Void, HTTPError>, Never>

    private struct Submission {
        let id: UInt64
        let transfer: CurlTransfer
        let waiter: Waiter
    }

    private struct Inbox {
        var lastID: UInt64 = 0
        var submitted: [Submission] = []
        var cancelled: [UInt64] = []
        var isStopped = false
        /// A wake-up is on its way; further ones would be system calls for nothing.
        var isWoken = false
    }

    /// A multi handle. Only curl_multi_wakeup(3) may be called from other threads.
    @safe private final class Multi: @unchecked Sendable {
        let handle: UnsafeMutableRawPointer

        init?() {
            guard curlIsReady, let handle = unsafe curl_multi_init() else { return nil }
            unsafe self.handle = handle
        }

        deinit { unsafe curl_multi_cleanup(handle) }
    }

    /// Further requests to a host wait for a connection instead of pressing on it.
    private static let maximumHostConnections = 64

    private let inbox = Mutex(Inbox())
    private let multi: Multi

    private init(_ multi: Multi) { self.multi = multi }

    static func wipeTLSMemory() -> Bool { cx_wipe_openssl() == 1 }

    static func start() throws(HTTPError) -> CurlLoop {
        guard let multi = Multi() else { throw .unavailable(reason: "curl_multi_init failed") }
        unsafe cx_multi_set_long(multi.handle, CURLMOPT_PIPELINING, Int(CURLPIPE_MULTIPLEX))
        unsafe cx_multi_set_long(multi.handle, CURLMOPT_MAX_HOST_CONNECTIONS, maximumHostConnections)
        let loop = CurlLoop(multi)
        do {
            try DedicatedThread.start { loop.run() }
        } catch {
            throw .unavailable(reason: error.description)
        }
        return loop
    }

    func stop() { post { $0.isStopped = true } }

    /// Runs a transfer; a cancelled task takes it out of the loop at once.
    func perform(_ transfer: CurlTransfer) async throws(HTTPError) {
        let id = inbox.withLock { inbox in
            inbox.lastID += 1
            return inbox.lastID
        }
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { (waiter: Waiter) in
                let submission = Submission(id: id, transfer: transfer, waiter: waiter)
                post { $0.submitted.append(submission) }
                // Cancelled before it was submitted: the handler below has run already and found nothing.
                if Task.isCancelled { post { $0.cancelled.append(id) } }
            }
        } onCancel: {
            post { $0.cancelled.append(id) }
        }
        try result.get()
    }

    private func post(_ change: (inout Inbox) -> Void) {
        let mustWake = inbox.withLock { inbox in
            change(&inbox)
            defer { inbox.isWoken = true }
            return !inbox.isWoken
        }
        if mustWake { unsafe curl_multi_wakeup(multi.handle) }
    }

    private func run() {
        var live = unsafe LiveTransfers(multi: multi.handle)
        while true {
            let (submitted, cancelled, isStopped) = inbox.withLock { inbox in
                defer {
                    inbox.submitted = []
                    inbox.cancelled = []
                    inbox.isWoken = false
                }
                return (inbox.submitted, inbox.cancelled, inbox.isStopped)
            }
            for submission in submitted {
                live.start(submission.id, submission.transfer) { submission.waiter.resume(returning: $0) }
            }
            for id in cancelled { live.cancel(id) }
            if isStopped {
                live.cancelAll()
                return
            }
            live.perform()
            live.finishCompleted()
            // Wakes for sockets, libcurl's own timers and the inbox; the bound only limits the harm of a lost wake-up.
            unsafe curl_multi_poll(multi.handle, nil, 0, 1000, nil)
        }
    }
}
