// SPDX-License-Identifier: Apache-2.0

/// A value with all that it holds, the same for equal values: dictionaries and sets have no order of their own.
struct Dump: Equatable {
    let text: String

    init(_ value: Any) {
        let mirror = Mirror(reflecting: value)
        let children = mirror.children.map { "\($0.label ?? ""): \(Dump($0.value).text)" }
        switch mirror.displayStyle {
        case .dictionary, .set: text = "[\(children.sorted().joined(separator: ", "))]"
        case _ where children.isEmpty: text = String(reflecting: value)
        default: text = "\(mirror.subjectType)(\(children.joined(separator: ", ")))"
        }
    }
}
