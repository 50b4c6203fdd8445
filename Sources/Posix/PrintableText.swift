// SPDX-License-Identifier: Apache-2.0

extension String {
    /// With question marks for what terminals obey, which names from outside may hold; one line at most.
    package var printable: String { replacing { $0.isObeyed } }

    /// As ``printable``, but what JSON escapes by itself stays: the control characters below the space.
    package var printableInJSON: String { replacing { $0.value >= 0x20 && $0.isObeyed } }

    private func replacing(_ isUnwanted: (Unicode.Scalar) -> Bool) -> String {
        guard unicodeScalars.contains(where: isUnwanted) else { return self }
        return String(String.UnicodeScalarView(unicodeScalars.map { isUnwanted($0) ? "?" : $0 }))
    }
}

extension Unicode.Scalar {
    /// Control characters (C0, C1 and DEL), what ends a line by UAX #14, and what turns the direction of what follows,
    /// UAX #9.
    fileprivate var isObeyed: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: properties.isBidiControl
        }
    }
}
