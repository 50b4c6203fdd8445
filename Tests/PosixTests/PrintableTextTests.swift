// SPDX-License-Identifier: Apache-2.0
import Posix
import Testing

struct PrintableTextTests {
    @Test(arguments: [
        ("", ""), ("plain", "plain"), ("é 😀 \u{A0}", "é 😀 \u{A0}"), ("👨\u{200D}👩", "👨\u{200D}👩"),
        ("a\tb\nc\rd", "a?b?c?d"), ("\r\n", "??"), ("\u{1B}[2J", "?[2J"), ("\u{7F}\u{80}\u{9F}\u{A0}", "???\u{A0}"),
        ("\u{85}\u{2028}\u{2029}", "???"), ("\u{61C}\u{200E}\u{200F}\u{202A}\u{202E}\u{2066}\u{2069}", "???????"),
        ("\n\u{301}", "?\u{301}"),
    ])
    func `what terminals obey is a question mark`(text: String, shown: String) {
        #expect(Array(text.printable.utf8) == Array(shown.utf8))
    }

    @Test func `JSON escapes what lies below the space itself`() {
        #expect(
            Array("a\r\n\u{0}\u{1F}\u{7F}\u{85}\u{2028}b".printableInJSON.utf8) == Array("a\r\n\u{0}\u{1F}???b".utf8))
    }
}
