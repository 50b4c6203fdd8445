// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON

/// Bytes that no client of HTTP would send, and what came of them: `scripts/oracle/raw_http.py`.
package struct RawExchange: Sendable {
    package let pieces: [String]
    /// Seconds between the pieces.
    package var pause = 0.0
    /// Seconds in which something more must come, once there are as many answers as requests.
    package var patience = 1.0
    /// The last piece is sent over and over.
    package var isEndless = false
    /// Seconds in which nothing is read.
    package var deafness = 0.0
    /// The address of this machine that it comes from; 127.0.0.1 if nil.
    package var source: String?
    /// Seconds before it begins.
    package var delay = 0.0

    package init(
        _ pieces: String..., pause: Double = 0, patience: Double = 1, isEndless: Bool = false, deafness: Double = 0,
        source: String? = nil, delay: Double = 0
    ) {
        self.pieces = pieces
        self.pause = pause
        self.patience = patience
        self.isEndless = isEndless
        self.deafness = deafness
        self.source = source
        self.delay = delay
    }

    package struct Outcome: Sendable {
        package let text: String
        /// By the other side.
        package let isClosed: Bool
        package let seconds: Double

        /// The status lines that came; informational ones too.
        package var statuses: [Int] {
            text.components(separatedBy: "HTTP/1.1 ").dropFirst().compactMap { Int($0.prefix(3)) }
        }
    }

    /// All at once, each on a connection of its own.
    package static func all(_ exchanges: [RawExchange], port: Int) async throws -> [Outcome] {
        let question: JSONValue = [
            "port": JSONValue(port),
            "exchanges": .array(
                exchanges.map { exchange in
                    var object: JSONObject = [
                        "pieces": JSONValue(strings: exchange.pieces), "pause": .number(String(exchange.pause)),
                        "patience": .number(String(exchange.patience)), "forever": .bool(exchange.isEndless),
                        "deafness": .number(String(exchange.deafness)), "delay": .number(String(exchange.delay)),
                    ]
                    object["source"] = exchange.source.map { .string($0) }
                    return .object(object)
                }),
        ]
        return (try await Oracle.ask("raw_http", question: question).array ?? []).map { outcome in
            Outcome(
                text: outcome["text"]?.string ?? "", isClosed: outcome["closed"] == true,
                seconds: outcome["seconds"]?.decimal ?? 0)
        }
    }
}

extension JSONValue {
    /// A number with a fraction.
    var decimal: Double? {
        guard case .number(let text) = self else { return nil }
        return Double(text)
    }
}
