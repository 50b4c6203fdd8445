// SPDX-License-Identifier: Apache-2.0
import HTTP
import StrictYAML

extension YAMLMapping {
    mutating func endpoint(_ key: String) throws(YAMLError) -> Endpoint? {
        guard let text = try string(key) else { return nil }
        do {
            return try Endpoint(text)
        } catch {
            throw invalid(key, "is refused: \(error)")
        }
    }
}
