// SPDX-License-Identifier: Apache-2.0
import Posix
import Synchronization

/// Held together by all who have read the key ring and have not yet left a journal that says which key they use, and
/// alone by whoever takes keys out of the ring: nobody begins under a key that has just been found unused.
final class RingLock: Sendable {
    private let file: Mutex<FileDescriptor?>

    private init(_ file: consuming sending FileDescriptor) { self.file = Mutex(consume file) }

    /// - Parameter directory: is made where it is not there.
    static func shared(in directory: String) throws(AgentError) -> RingLock { try take(directory, isShared: true) }
    static func alone(in directory: String) throws(AgentError) -> RingLock { try take(directory, isShared: false) }

    private static func take(_ directory: String, isShared: Bool) throws(AgentError) -> RingLock {
        do throws(SystemError) {
            if isShared { try Directory.createWithParents(directory) }
            let file = try FileDescriptor.open(directory, for: .read)
            if try file.tryLock(isShared: isShared) { return RingLock(file) }
        } catch {
            throw .output(error)
        }
        throw .ringInUse(directory: directory)
    }

    func release() { file.withLock { $0 = nil } }
}
