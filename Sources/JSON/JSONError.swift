// SPDX-License-Identifier: Apache-2.0

/// Why bytes are not JSON, and at which byte. Never what the bytes are.
package struct JSONError: Error, Equatable, CustomStringConvertible {
    package enum Reason: Sendable, Equatable {
        case unexpectedByte, unexpectedEnd, trailingBytes, malformedNumber, malformedString
        case notUTF8, tooDeep, duplicateKey, tooManyMembers
    }

    /// For readers that bound what they take.
    package static let tooManyMembers = JSONError(reason: .tooManyMembers, offset: 0)

    package let reason: Reason
    /// Byte offset from the start of the text.
    package let offset: Int

    package var description: String { "not valid JSON: \(reason) at byte \(offset)" }
}
