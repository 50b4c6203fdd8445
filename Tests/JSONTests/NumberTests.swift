// SPDX-License-Identifier: Apache-2.0
import JSON
import Testing

struct NumberTests {
    @Test(arguments: [
        "0", "-0", "1", "-1", "123", "0.0", "0.10", "-0.5", "1.000", "1e1", "1E1", "1e+1", "1e-1", "1.5e300", "0e0",
        "0E+00", "-0.0e-0", "20e1", "1e999999999", "123456789012345678901234567890", "0.1234567890123456789012345",
        "-123.456E-007", "9007199254740993",
    ])
    func `a number stays as it was written`(text: String) throws {
        #expect(try parsed(text) == .number(text))
        #expect(canonical(try parsed("[ \(text) ]")) == "[\(text)]")
    }

    @Test(arguments: [
        ("-", 1), ("--1", 1), ("-a", 1), ("01", 2), ("-01", 3), ("00", 2), ("-00", 3), ("1.", 2), ("1.e1", 2),
        ("0.", 2),
        ("1e", 2), ("1E+", 3), ("1e-", 3), ("1e+-1", 3), ("1.2e", 4), ("0e", 2), ("1.a", 2), ("-.5", 1),
        ("-Infinity", 1), ("012", 3), ("1e.5", 2), ("1..2", 2),
    ])
    func `a misspelt number is refused`(text: String, offset: Int) {
        let error = #expect(throws: JSONError.self) { try parsed(text) }
        #expect(error?.reason == .malformedNumber)
        #expect(error?.offset == offset)
    }

    @Test(arguments: [
        "+1", ".5", "Infinity", "NaN", "0x10", "1_000", "1,5", "1a", "0b1", "1e5.5", "1.2.3", "１", "1 000", "1e1e1",
        "∞",
        "1-1", "0.1.", "1f", "0x", "٣",
    ])
    func `other languages' numbers are refused`(text: String) {
        #expect(throws: JSONError.self) { try parsed(text) }
        #expect(throws: JSONError.self) { try parsed("{\"a\":\(text)}") }
    }

    @Test(arguments: [
        ("0", 0), ("-0", 0), ("42", 42), ("-42", -42), ("9223372036854775807", Int.max),
        ("-9223372036854775808", Int.min), ("9223372036854775808", nil), ("1.0", nil), ("1e2", nil), ("1.5", nil),
    ])
    func `only a number without fraction and exponent is an integer`(text: String, expected: Int?) throws {
        #expect(try parsed(text).integer == expected)
    }

    @Test func `spellings of one number are different values`() throws {
        #expect(try parsed("1.0") != parsed("1.00"))
        #expect(try parsed("1e1") != parsed("10"))
    }
}
