// SPDX-License-Identifier: Apache-2.0
import CGCPCatalogue

/// The files that are compiled into the program.
enum GCPFiles {
    static var catalogue: [(name: String, bytes: [UInt8])] {
        (0..<Int(cx_gcp_catalogue_count)).map { index in
            let file = unsafe cx_gcp_catalogue[index]
            return unsafe (
                String(cString: file.name),
                Array(UnsafeBufferPointer(start: file.bytes, count: Int(file.count)))
            )
        }
    }
}
