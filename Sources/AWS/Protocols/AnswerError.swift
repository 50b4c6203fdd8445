// SPDX-License-Identifier: Apache-2.0
import JSON

/// An answer that is not that of its operation.
enum AnswerError: Error, Equatable {
    case xml(XMLError)
    case json(JSONError)
    /// A value that its shape does not allow.
    case value(shape: String, offset: Int)
    /// The element that should hold the output is missing.
    case noResult

    /// For reasons of units: what is wrong and where, never the text that is.
    var word: String {
        switch self {
        case .xml(let error): "MalformedAnswer/XML@\(error.offset)"
        case .json(let error): "MalformedAnswer/JSON@\(error.offset)"
        case .value(let shape, let offset): "MalformedAnswer/\(shape)@\(offset)"
        case .noResult: "MalformedAnswer"
        }
    }
}
