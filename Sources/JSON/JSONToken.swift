// SPDX-License-Identifier: Apache-2.0

/// One token of a JSON text. Strings and numbers are ranges of the text, so that a reader decides where their bytes go.
package enum JSONToken: Equatable {
    case beginObject, endObject, beginArray, endArray
    case key(JSONText)
    case string(JSONText)
    case number(Range<Int>)
    case bool(Bool)
    case null
    case end
}
