// SPDX-License-Identifier: Apache-2.0
import CoreMetrics
import JSON
import Telemetry
import Testing

/// Whatever a cloud has in its names is read as what it was, and as nothing else.
struct EscapingTests {
    static let texts = [
        (#"back\slash"#, #"back\\slash"#), (#"\n"#, #"\\n"#), ("two\nlines", #"two\nlines"#),
        ("\"quoted\"", #"\"quoted\""#), ("return\r\nfeed", "return\r\\nfeed"),
        ("accent on a quote \"\u{301}", "accent on a quote \\\"\u{301}"),
        ("\"} 1\nforged_total{a=\"", #"\"} 1\nforged_total{a=\""#), ("{a=\"b\"}", #"{a=\"b\"}"#),
        (" spaces\t", " spaces\t"), ("é", "é"), ("e\u{301}", "e\u{301}"), ("😀", "😀"),
        ("\u{85}\u{2028}", "\u{85}\u{2028}"),
        ("\u{1}\u{1B}[31m", "\u{1}\u{1B}[31m"), (#"trailing\"#, #"trailing\\"#),
    ]

    private static func registry(_ values: [String]) -> PrometheusRegistry {
        let registry = PrometheusRegistry()
        registry.describe("names_total", help: "Names.")
        for value in values {
            Counter(label: "names_total", dimensions: [("name", value)], factory: registry).increment()
        }
        return registry
    }

    @Test(arguments: texts)
    func `a value is escaped`(text: String, escaped: String) {
        // By bytes; Swift's equality would let accents go astray.
        #expect(
            Array(Self.registry([text]).exposition().utf8).starts(
                with: Array(
                    "# HELP names_total Names.\n# TYPE names_total counter\nnames_total{name=\"\(escaped)\"} 1\n".utf8))
        )
    }

    @Test func `Python's client and promtool read every value back`() async throws {
        let values = Self.texts.map(\.0)
        let text = Self.registry(values).exposition()
        let read = try await readSamples(text).filter { $0.name == "names_total" }
        #expect(Set(read.flatMap(\.labels).map { Array($0.utf8) }) == Set(values.map { Array("name=\($0)".utf8) }))
        #expect(read.count == values.count)
        let check = try await promtool(text)
        #expect(check.status == 0)
        #expect(check.findings == "")
    }

    @Test func `a help text is one line`() async throws {
        let registry = PrometheusRegistry()
        let help = "a \\ \"quoted\"\nhelp_total 1\nand \\n"
        registry.describe("helped_total", help: help)
        Counter(label: "helped_total", factory: registry).increment()
        #expect(lines(of: registry)[0] == #"# HELP helped_total a \\ "quoted"\nhelp_total 1\nand \\n"#)
        let family = try await readFamilies(registry.exposition()).first { $0["name"]?.string == "helped" }
        #expect(family?["help"]?.string == help)
    }
}
