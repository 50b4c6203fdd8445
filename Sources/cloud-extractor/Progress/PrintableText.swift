// SPDX-License-Identifier: Apache-2.0

extension String {
    /// With question marks for control characters, which names from outside may hold and terminals obey.
    var printable: String {
        String(
            String.UnicodeScalarView(unicodeScalars.map { $0.properties.generalCategory == .control ? "?" : $0 }))
    }
}
