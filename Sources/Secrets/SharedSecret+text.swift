// SPDX-License-Identifier: Apache-2.0

extension SharedSecret {
    /// Of what is no secret itself, a name, an id; nil for what is no UTF-8.
    package var text: String? {
        withBytes { bytes in String(validating: bytes.indices.map { bytes[$0] }, as: UTF8.self) }
    }

    /// For what is no secret itself and stands beside secrets.
    package convenience init(text: String) { self.init(Secret(copying: Array(text.utf8).span)) }
}
