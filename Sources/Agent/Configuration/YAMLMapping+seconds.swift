// SPDX-License-Identifier: Apache-2.0
import StrictYAML

extension YAMLMapping {
    /// A duration, `90s`, `30m`, `4h`, `7d`, in seconds.
    mutating func seconds(_ key: String, upTo longest: Int64) throws(YAMLError) -> Int64? {
        guard let text = try filled(key) else { return nil }
        guard let seconds = DurationText.seconds(text), seconds <= longest else {
            throw invalid(key, "is no duration up to \(longest) s, such as 4h")
        }
        return seconds
    }
}
