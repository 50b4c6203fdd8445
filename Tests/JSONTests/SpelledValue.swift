// SPDX-License-Identifier: Apache-2.0
import JSON
import TestSupport

/// A random value, and one of the many texts that mean it.
struct SpelledValue {
    let value: JSONValue
    let text: String

    init(using generator: inout SeededGenerator, depth: Int = 4) {
        switch Int.random(in: 0..<(depth == 0 ? 6 : 10), using: &generator) {
        case 0: (value, text) = (.null, "null")
        case 1: (value, text) = (true, "true")
        case 2: (value, text) = (false, "false")
        case 3:
            text = Self.number(&generator)
            value = .number(text)
        case 4, 5:
            let string = Self.string(&generator)
            (value, text) = (.string(string), Self.quoted(string, &generator))
        case 6, 7:
            let count = Int.random(in: 0...4, using: &generator)
            let elements = (0..<count).map { _ in SpelledValue(using: &generator, depth: depth - 1) }
            value = .array(elements.map(\.value))
            text = Self.joined("[", elements.map(\.text), "]", &generator)
        default:
            var object = JSONObject()
            var members: [String] = []
            for _ in 0..<Int.random(in: 0...5, using: &generator) {
                let name = Self.string(&generator)
                let member = SpelledValue(using: &generator, depth: depth - 1)
                guard object[name] == nil else { continue }
                object[name] = member.value
                members.append(Self.joined(Self.quoted(name, &generator), [], ":", &generator) + member.text)
            }
            value = .object(object)
            text = Self.joined("{", members, "}", &generator)
        }
    }

    private static func joined(
        _ open: String, _ parts: [String], _ close: String, _ generator: inout SeededGenerator
    ) -> String {
        let spaced = parts.map { space(&generator) + $0 + space(&generator) }
        return open + (parts.isEmpty ? space(&generator) : spaced.joined(separator: ",")) + close
    }

    private static func space(_ generator: inout SeededGenerator) -> String {
        ["", "", "", " ", "\n", "\t", "\r\n", "  "].randomElement(using: &generator)!
    }

    private static func number(_ generator: inout SeededGenerator) -> String {
        let sign = Bool.random(using: &generator) ? "-" : ""
        let whole = String(UInt64.random(in: 0...999, using: &generator))
        let fraction = ["", ".0", ".50", ".125", ".000"].randomElement(using: &generator)!
        let exponent = ["", "e1", "E+20", "e-007", "E0"].randomElement(using: &generator)!
        return sign + whole + fraction + exponent
    }

    /// From every width of UTF-8, with combining marks, control characters and what must be escaped.
    private static func string(_ generator: inout SeededGenerator) -> String {
        let ranges: [ClosedRange<UInt32>] = [
            0x00...0x1F, 0x20...0x7E, 0x61...0x63, 0x22...0x22, 0x5C...0x5C, 0x7F...0x7FF, 0x300...0x310,
            0x800...0xD7FF, 0xE000...0xFFFF, 0x10000...0x10FFFF,
        ]
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...6, using: &generator) {
            let value = UInt32.random(in: ranges.randomElement(using: &generator)!, using: &generator)
            text.append(Unicode.Scalar(value)!)
        }
        return String(text)
    }

    private static func quoted(_ string: String, _ generator: inout SeededGenerator) -> String {
        var text = "\""
        for scalar in string.unicodeScalars {
            let mustEscape = scalar.value < 0x20 || scalar == "\"" || scalar == "\\"
            if mustEscape || Int.random(in: 0..<4, using: &generator) == 0 {
                for unit in UTF16.encode(scalar)! {
                    let digits = String(unit, radix: 16, uppercase: Bool.random(using: &generator))
                    text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }
}
