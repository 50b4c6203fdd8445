// SPDX-License-Identifier: Apache-2.0
import JSON
import Logging
import Posix

extension JSONObject {
    init(_ metadata: Logger.Metadata) {
        self.init()
        // In their order, so that of two names that print alike the same one stays each time.
        for (name, value) in metadata.sorted(by: { $0.key < $1.key }) { self[name.printableInJSON] = value.json }
    }
}

extension Logger.MetadataValue {
    /// Numbers and truth values given as such stay what they are; everything else is text.
    var json: JSONValue {
        switch self {
        case .string(let text): .string(text.printableInJSON)
        case .array(let values): .array(values.map(\.json))
        case .dictionary(let metadata): .object(JSONObject(metadata))
        case .stringConvertible(let value):
            switch value {
            case let truth as Bool: .bool(truth)
            case let number as any BinaryInteger: .number(String(number))
            case let number as Double where number.isFinite: .number(number.description)
            case let number as Float where number.isFinite: .number(number.description)
            default: .string(value.description.printableInJSON)
            }
        }
    }
}
