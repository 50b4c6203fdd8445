// SPDX-License-Identifier: Apache-2.0
package import AWS
package import Posix

extension AWSCatalogue {
    /// The `.yaml` files of some directories, in their order.
    package static func files(in directories: [String]) throws(SystemError) -> [(path: String, bytes: [UInt8])] {
        var files: [(path: String, bytes: [UInt8])] = []
        for directory in directories {
            for entry in try Directory.entries(of: directory) where entry.name.hasSuffix(".yaml") {
                let path = "\(directory)/\(entry.name)"
                files.append((path, try FileDescriptor.contents(of: path)))
            }
        }
        return files
    }
}
