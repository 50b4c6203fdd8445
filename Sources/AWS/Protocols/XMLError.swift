// SPDX-License-Identifier: Apache-2.0

/// Why bytes are not the XML that AWS sends, and at which byte.
struct XMLError: Error, Equatable {
    enum Reason: Sendable, Equatable {
        case notUTF8, unexpectedByte, unexpectedEnd, mismatchedTag, unknownEntity, tooDeep
        /// Document types, processing instructions, CDATA: AWS sends none, and they are where XML is attacked.
        case refused
    }

    let reason: Reason
    let offset: Int
}
