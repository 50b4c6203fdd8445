// SPDX-License-Identifier: Apache-2.0
import CAzureCatalogue

/// The files that are compiled into the program.
enum AzureFiles {
    static var catalogue: [(name: String, bytes: [UInt8])] {
        (0..<Int(cx_azure_catalogue_count)).map { index in
            let file = unsafe cx_azure_catalogue[index]
            return unsafe (
                String(cString: file.name),
                Array(UnsafeBufferPointer(start: file.bytes, count: Int(file.count)))
            )
        }
    }
}
