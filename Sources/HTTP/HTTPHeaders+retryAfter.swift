// SPDX-License-Identifier: Apache-2.0
import Posix

extension HTTPHeaders {
    /// How long the answer asks to wait, RFC 9110 §10.2.3: seconds, or a date, which counts from the answer's own.
    package var retryAfter: Duration? {
        guard let text = self["retry-after"] else { return nil }
        if let seconds = UInt32(text) { return .seconds(Int64(seconds)) }
        guard let end = Timestamp(http: text), let sent = self["date"].flatMap({ Timestamp(http: $0) }) else {
            return nil
        }
        return .seconds(max(0, end.seconds - sent.seconds))
    }
}
