// SPDX-License-Identifier: Apache-2.0
import Cloud
import JSON
import Testing

struct RedactionTests {
    private let redaction = Redaction { "hidden " + String(decoding: $0, as: UTF8.self) }

    private func parsed(_ text: String) throws -> CanonicalJSON {
        CanonicalJSON(try JSONValue(parsing: Array(text.utf8).span))
    }

    @Test(arguments: [
        (["a"], #"{"a":1,"b":1}"#, #"{"a":"hidden 1","b":1}"#),
        (["a.b"], #"{"a":[{"b":true,"c":"x"},{"b":null}]}"#, #"{"a":[{"b":"hidden true","c":"x"},{"b":null}]}"#),
        (["a"], #"{"a":{"b":["x",{"c":2}]}}"#, #"{"a":{"b":["hidden \"x\"",{"c":"hidden 2"}]}}"#),
        (["**.s"], #"{"a":{"b":[{"s":1}]},"s":2,"t":3}"#, #"{"a":{"b":[{"s":"hidden 1"}]},"s":"hidden 2","t":3}"#),
        (["a.**.s.v"], #"{"a":{"s":{"s":{"v":1}}},"s":{"v":2}}"#, #"{"a":{"s":{"s":{"v":"hidden 1"}}},"s":{"v":2}}"#),
        (["a.**.s"], #"{"a":[[{"x":{"s":1}}]]}"#, #"{"a":[[{"x":{"s":"hidden 1"}}]]}"#),
        (["**.s.**.t"], #"{"s":{"x":{"t":1}},"t":2}"#, #"{"s":{"x":{"t":"hidden 1"}},"t":2}"#),
        (["a.b", "a.c"], #"{"a":{"b":1,"c":2,"d":3}}"#, #"{"a":{"b":"hidden 1","c":"hidden 2","d":3}}"#),
        ([], #"{"a":1}"#, #"{"a":1}"#),
    ])
    func `what lies under the paths is replaced, and nothing else`(
        paths: [String], text: String, expected: String
    ) throws {
        var writer = CanonicalWriter()
        redaction.write(try parsed(text), under: try paths.map { try #require(RedactionPath($0)) }, to: &writer)
        #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
    }

    @Test(arguments: ["", ".", "a.", ".a", "a..b", "**", "a.**", "a{b", "a.*", "***.a"])
    func `what is no path is refused`(text: String) { #expect(RedactionPath(text) == nil) }

    @Test(arguments: [
        ("a.b", ["a", "b"], [""]), ("a.b", ["a", "b", "c"], [""]), ("a.b", ["a"], ["b"]), ("a.b", ["b"], []),
        ("**.b", ["a", "b"], ["**.b", ""]), ("**.b", ["a"], ["**.b"]), ("a.b.c", ["a"], ["b.c"]),
    ])
    func `a path has a rest behind members`(text: String, names: [String], rest: [String]) throws {
        let path = try #require(RedactionPath(text))
        #expect(path.behind(names).map(\.description) == rest)
        #expect(path.covers(names) == rest.contains(""))
    }

    @Test(arguments: [
        ("https://github.com/a/b.git", "https://github.com/a/b.git"),
        ("https://user:token@github.com/a/b.git", "https://hidden user:token@github.com/a/b.git"),
        ("https://token@github.com/a", "https://hidden token@github.com/a"),
        ("https://u:p@ss@host", "https://hidden u:p@ss@host"), ("ssh://git@host/a", "ssh://git@host/a"),
        ("git+ssh://git:pw@host/a", "git+ssh://hidden git:pw@host/a"),
        ("jdbc:mysql://u:p@host:3306/db?password=x", "jdbc:mysql://hidden u:p@host:3306/db?hidden password=x"),
        ("https://host/hook?code=abc#x", "https://host/hook?hidden code=abc#x"),
        ("see https://a:b@c and https://d:e@f.", "see https://hidden a:b@c and https://hidden d:e@f."),
        ("https://host/a@b", "https://host/a@b"), ("https://host?", "https://host?"),
        ("mailto:a@b", "mailto:a@b"), ("://@", "://@"), ("https://\u{e9}:\u{e9}@h", "https://hidden \u{e9}:\u{e9}@h"),
        (#"{"url":"https://a:b@c","next":"d@e"}"#, #"{"url":"https://hidden a:b@c","next":"d@e"}"#),
        ("/hook?code=abc", "/hook?hidden code=abc"), ("/hook?code=abc#x", "/hook?hidden code=abc#x"),
        ("/bin/sh -c 'a?'", "/bin/sh -c 'a?'"), ("/hook?", "/hook?"), ("/", "/"), ("a/b?c", "a/b?c"),
        ("arn:aws:iam::123456789012:role/a?b", "arn:aws:iam::123456789012:role/a?b"),
    ])
    func `URLs lose their user information and their queries, wherever they stand`(text: String, expected: String) {
        func found(_ value: JSONValue) -> JSONValue? { redaction.withoutURLSecrets(CanonicalJSON(value)).value }
        #expect(found(.string(text)) == .string(expected))
        #expect(found(["a": [.string(text), 1]]) == ["a": [.string(expected), 1]])
        var named = JSONObject()
        named[text] = true
        var renamed = JSONObject()
        renamed[expected] = true
        #expect(found(.object(named)) == .object(renamed))
    }
}
