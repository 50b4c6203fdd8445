// SPDX-License-Identifier: Apache-2.0
package import Secrets

/// What is in it: secrets do not go through the macros of Swift Testing.
package func bytes(_ secret: borrowing Secret) -> [UInt8] {
    secret.withBytes { span in span.indices.map { span[$0] } }
}

package func bytes(_ secret: SharedSecret) -> [UInt8] {
    secret.withBytes { span in span.indices.map { span[$0] } }
}

package func secret(_ bytes: [UInt8]) -> Secret { Secret(copying: bytes.span) }

/// `0a 1B` and so on; the vectors' own spelling.
package func hex(_ text: String) -> [UInt8] {
    let digits = text.filter { !$0.isWhitespace }.map { UInt8($0.hexDigitValue!) }
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
}
