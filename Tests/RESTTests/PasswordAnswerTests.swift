// SPDX-License-Identifier: Apache-2.0
import JSON
import Posix
import Secrets
import TestSupport
import Testing

@testable import Azure

struct PasswordAnswerTests {
    private static let whole: JSONObject = [
        "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#passwordCredential", "customKeyIdentifier": .null,
        "displayName": "cloud-extractor/01ABC", "endDateTime": "2027-02-26T11:00:00Z", "hint": "a~B",
        "keyId": "11111111-1111-1111-1111-111111111111", "secretText": "a~B\"\\c",
        "startDateTime": "2026-11-28T11:00:00.1234567Z",
    ]

    private func answer(_ json: JSONValue) -> PasswordAnswer? { PasswordAnswer(json.canonical.span) }
    private func parsed(_ text: String) -> PasswordAnswer? { PasswordAnswer(Array(text.utf8).span) }

    @Test func `the answer of Graph's documentation is taken`() throws {
        let found = try #require(answer(.object(Self.whole)))
        #expect(found.keyID == "11111111-1111-1111-1111-111111111111")
        #expect(found.start == Timestamp(rfc3339: "2026-11-28T11:00:00.1234567Z"))
        #expect(found.secret == .test("a~B\"\\c"))
    }

    @Test(arguments: ["keyId", "secretText", "startDateTime"])
    func `an answer that lacks something, or has something else there, is none`(name: String) {
        var object = Self.whole
        object[name] = nil
        #expect(answer(.object(object)) == nil)
        for value: JSONValue in [.null, 1, true, ["a"], ["a": "b"]] {
            object[name] = value
            #expect(answer(.object(object)) == nil, "\(value)")
        }
    }

    @Test func `an empty secret and a time that is none are refused`() {
        for (name, value) in [("secretText", ""), ("startDateTime", ""), ("startDateTime", "yesterday")] {
            var object = Self.whole
            object[name] = .string(value)
            #expect(answer(.object(object)) == nil, "\(name)")
        }
    }

    @Test(arguments: ["", "[]", "null", "{", #"{"keyId":"a""#, "<html>"])
    func `what is no object is none`(text: String) { #expect(parsed(text) == nil) }
}
