// SPDX-License-Identifier: Apache-2.0
import JSON
import Posix
import Secrets
import TestSupport
import Testing

@testable import GCP

struct KeyFileAnswerTests {
    private static let id = "0123456789abcdef0123456789abcdef01234567"
    private static let pem = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"
    private static let file: JSONObject = [
        "type": "service_account", "project_id": "demo", "private_key_id": .string(id), "private_key": .string(pem),
        "client_email": "a@demo.iam.gserviceaccount.com",
    ]
    private static let whole: JSONObject = [
        "name": .string("projects/demo/serviceAccounts/a@demo.iam.gserviceaccount.com/keys/\(id)"),
        "privateKeyType": "TYPE_GOOGLE_CREDENTIALS_FILE", "privateKeyData": .string(encoded(file)),
        "validAfterTime": "2026-11-28T11:00:00Z", "validBeforeTime": "9999-12-31T23:59:59Z",
        "keyAlgorithm": "KEY_ALG_RSA_2048",
    ]

    private static func encoded(_ file: JSONObject) -> String {
        Base64.standard.string(Array(JSONValue.object(file).indented.utf8))
    }

    private func answer(_ object: JSONObject) -> KeyFileAnswer? {
        KeyFileAnswer(JSONValue.object(object).canonical.span)
    }

    /// The answer with another file in it.
    private func answer(file: JSONObject) -> KeyFileAnswer? {
        var object = Self.whole
        object["privateKeyData"] = .string(Self.encoded(file))
        return answer(object)
    }

    private func parsed(_ text: String) -> KeyFileAnswer? { KeyFileAnswer(Array(text.utf8).span) }

    @Test func `the answer of IAM's documentation is taken`() throws {
        let found = try #require(answer(Self.whole))
        #expect(found.id == Self.id)
        #expect(found.start == Timestamp(rfc3339: "2026-11-28T11:00:00Z"))
        #expect(found.privateKey == .test(Self.pem))
    }

    @Test(arguments: ["name", "privateKeyData", "validAfterTime"])
    func `an answer that lacks something, or has something else there, is none`(name: String) {
        var object = Self.whole
        object[name] = nil
        #expect(answer(object) == nil)
        for value: JSONValue in [.null, 1, false, ["a"], ["a": "b"], "", "!"] {
            object[name] = value
            #expect(answer(object) == nil, "\(value)")
        }
    }

    @Test(arguments: ["private_key_id", "private_key"])
    func `a file that lacks something, or has something else there, is none`(name: String) {
        var file = Self.file
        file[name] = nil
        #expect(answer(file: file) == nil)
        for value: JSONValue in [.null, 1, ["a"], ["a": "b"], ""] {
            file[name] = value
            #expect(answer(file: file) == nil, "\(value)")
        }
    }

    @Test func `a file of another key is none`() {
        var file = Self.file
        file["private_key_id"] = "another"
        #expect(answer(file: file) == nil)
    }

    @Test(arguments: ["", "[]", "null", "{", #"{"name":"a/b""#, "<html>"])
    func `what is no object is none`(text: String) { #expect(parsed(text) == nil) }
}
