// SPDX-License-Identifier: Apache-2.0
import Posix

extension FilesystemTransport {
    /// Takes files of records of another snapshot's directory as they are, by another name for the same bytes where the
    /// file system can.
    ///
    /// - Parameter files: below both directories.
    package func adopt(_ files: [String], from directory: String) throws(TransportError) {
        do throws(SystemError) {
            var parents: Set<String> = []
            for file in files {
                let target = "\(partial)/\(file)"
                let parent = Directory.parent(of: target)
                if parents.insert(parent).inserted { try Directory.createWithParents(parent) }
                try DurableFile.link("\(directory)/\(file)", as: target)
            }
            for parent in parents { try Directory.synchronize(parent) }
        } catch {
            throw .storage(error)
        }
    }
}
