// SPDX-License-Identifier: Apache-2.0

/// Names of regions: `us-east-1`.
package enum AWSRegion {
    /// Letters, digits and hyphens in at least three parts: safe in a host name, a path and a signature.
    package static func isName(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        return parts.count >= 3 && text.utf8.count <= 32
            && parts.allSatisfy { part in
                !part.isEmpty
                    && part.utf8.allSatisfy {
                        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
                            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                    }
            }
    }
}
