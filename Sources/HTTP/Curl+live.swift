// SPDX-License-Identifier: Apache-2.0
import CCurl

/// The transfers that the loop's thread has under way, and its spare easy handles.
@safe struct LiveTransfers: ~Copyable {
    @safe private struct Running {
        let handle: UnsafeMutableRawPointer
        let transfer: CurlTransfer
        let finish: (Result<Void, HTTPError>) -> Void
    }

    private let multi: UnsafeMutableRawPointer
    private var running: [UInt64: Running] = [:]
    private var ids: [UnsafeMutableRawPointer: UInt64] = unsafe [:]
    private var spare: [UnsafeMutableRawPointer] = unsafe []

    init(multi: UnsafeMutableRawPointer) { unsafe self.multi = multi }

    deinit {
        var left = unsafe spare
        while let handle = unsafe left.popLast() { unsafe curl_easy_cleanup(handle) }
    }

    mutating func start(
        _ id: UInt64, _ transfer: CurlTransfer, finish: @escaping (Result<Void, HTTPError>) -> Void
    ) {
        guard let handle = unsafe spare.popLast() ?? curl_easy_init() else {
            return finish(.failure(.unavailable(reason: "curl_easy_init failed")))
        }
        guard unsafe transfer.configure(handle), unsafe curl_multi_add_handle(multi, handle) == CURLM_OK else {
            unsafe curl_easy_cleanup(handle)
            return finish(.failure(.unavailable(reason: "curl_easy_setopt failed")))
        }
        running[id] = unsafe Running(handle: handle, transfer: transfer, finish: finish)
        unsafe ids[handle] = id
    }

    mutating func cancel(_ id: UInt64) {
        guard let one = running[id] else { return }
        _ = unsafe one.transfer.complete(one.handle, CURLE_ABORTED_BY_CALLBACK)
        release(id, one)
        one.finish(.failure(.cancelled))
    }

    mutating func cancelAll() {
        for id in Array(running.keys) { cancel(id) }
    }

    mutating func perform() {
        var count: Int32 = 0
        unsafe curl_multi_perform(multi, &count)
    }

    mutating func finishCompleted() {
        var left: Int32 = 0
        while let message = unsafe curl_multi_info_read(multi, &left) {
            guard unsafe message.pointee.msg == CURLMSG_DONE, let handle = unsafe message.pointee.easy_handle,
                let id = unsafe ids[handle], let one = running[id]
            else { continue }
            let result = unsafe one.transfer.complete(handle, cx_message_result(message))
            release(id, one)
            one.finish(result)
        }
    }

    private mutating func release(_ id: UInt64, _ one: Running) {
        running[id] = nil
        unsafe ids[one.handle] = nil
        unsafe curl_multi_remove_handle(multi, one.handle)
        unsafe curl_easy_reset(one.handle)
        unsafe spare.append(one.handle)
    }
}
