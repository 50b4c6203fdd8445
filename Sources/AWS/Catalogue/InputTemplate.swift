// SPDX-License-Identifier: Apache-2.0
import Cloud
import JSON
import SigV4

/// What a call is made with: constants, and values of the item that it is made for.
struct InputTemplate: Sendable {
    struct Value: Sendable {
        let member: String
        let path: ItemPath
        /// All values under the path, as a list; otherwise the one.
        let isList: Bool
    }

    let constants: JSONObject
    let values: [Value]

    static let empty = InputTemplate(constants: JSONObject(), values: [])

    /// - Returns: nil when the item lacks a value.
    func fill(_ item: Item?) -> JSONObject? {
        var input = constants
        for value in values {
            guard let item else { return nil }
            let found = value.path.values(in: item).compactMap(\.value)
            if value.isList {
                input[value.member] = .array(found)
            } else {
                guard found.count == 1, WireRequest.scalar(found[0]) != nil else { return nil }
                input[value.member] = found[0]
            }
        }
        return input
    }
}
