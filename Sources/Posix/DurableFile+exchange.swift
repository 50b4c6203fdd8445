// SPDX-License-Identifier: Apache-2.0
import CLinux

extension DurableFile {
    /// Gives each of two paths what the other one had, in one step, and makes it durable: at no instant is there nothing
    /// at either. Not every file system can.
    package static func exchange(_ first: String, _ second: String) throws(SystemError) {
        let code = unsafe cx_exchange(first, second)
        guard code == 0 else { throw SystemError(call: "renameat2", path: second, code: code) }
        try Directory.synchronize(Directory.parent(of: first))
        try Directory.synchronize(Directory.parent(of: second))
    }
}
