// SPDX-License-Identifier: Apache-2.0
import Ciphers
import Secrets

func secret(_ bytes: [UInt8]) -> Secret { Secret(copying: bytes.span) }

/// `0a1B` and so on; the vectors' own spelling.
func hex(_ text: String) -> [UInt8] {
    let digits = text.map { UInt8($0.hexDigitValue!) }
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
}
