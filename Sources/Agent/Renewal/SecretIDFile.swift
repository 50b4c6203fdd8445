// SPDX-License-Identifier: Apache-2.0
import Posix
import Secrets

/// The file that a secret id is read from at each login, and what stands beside it while one follows another:
///
///     secret-id            what logins read
///     secret-id.next       made here, and not yet tried
///     secret-id.previous   what logins have read; to be ended at Vault
///
/// At every instant the first holds one that is good.
struct SecretIDFile: Sendable {
    let path: String

    private var next: String { "\(path).next" }
    private var previous: String { "\(path).previous" }

    /// Keeps other processes from it for as long as the lock is held.
    ///
    /// - Throws: where the file is kept by somebody else.
    func lock() throws(AgentError) -> FileDescriptor {
        let folder = Directory.parent(of: path)
        do {
            try Directory.checkWritable(folder)
        } catch {
            throw .renewal(.notWritable(path: path))
        }
        // A service manager's credential, or a volume that is swapped as a whole.
        guard Directory.kind(of: path) == .file else { throw .renewal(.notWritable(path: path)) }
        guard Directory.isOwn(path) else { throw .renewal(.foreignFile(path: path)) }
        do throws(SystemError) {
            let lock = try FileDescriptor.open(folder, for: .read)
            if try lock.tryLock() { return lock }
        } catch {
            throw .output(error)
        }
        throw .renewal(.fileInUse(path: path))
    }

    func current() throws(AgentError) -> SharedSecret {
        guard let secret = try secret(path) else { throw .renewal(.notWritable(path: path)) }
        return secret
    }

    func pending() throws(AgentError) -> SharedSecret? { try secret(next) }
    func former() throws(AgentError) -> SharedSecret? { try secret(previous) }

    func store(pending secret: SharedSecret) throws(AgentError) {
        try storing { () throws(SystemError) in
            try secret.withBytes { (bytes) throws(SystemError) in try DurableFile.write(bytes, to: next) }
        }
    }

    func dropPending() throws(AgentError) {
        try storing { () throws(SystemError) in try DurableFile.remove(next) }
    }

    func dropFormer() throws(AgentError) {
        try storing { () throws(SystemError) in
            try DurableFile.remove(previous)
            try Directory.synchronize(Directory.parent(of: path))
        }
    }

    /// The pending one becomes what logins read; that keeps a second name until it has ended.
    func promote() throws(AgentError) {
        try storing { () throws(SystemError) in
            try DurableFile.link(path, as: previous)
            try Directory.synchronize(Directory.parent(of: path))
            FailPoint.pass("secret-id-linked")
            try DurableFile.move(next, to: path)
        }
    }

    private func secret(_ path: String) throws(AgentError) -> SharedSecret? {
        do {
            return SharedSecret(try Secret(contentsOfFile: path))
        } catch {
            if error.isMissing { return nil }
            throw .output(error)
        }
    }

    private func storing(_ work: () throws(SystemError) -> Void) throws(AgentError) {
        do {
            try work()
        } catch {
            throw .output(error)
        }
    }
}
