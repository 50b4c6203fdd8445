// SPDX-License-Identifier: Apache-2.0
import JSON
import Posix
import TestSupport
import Testing

@testable import CloudSimulator

/// A simulator in this process, at a time of day that only its tests move.
struct PlayedCloud {
    static let now: Int64 = 1_800_000_000
    static let jwtBearer = "urn:ietf:params:oauth:grant-type:jwt-bearer"

    struct Reply {
        let status: Int
        let json: JSONValue
        let isDropped: Bool

        /// Microsoft Graph's code, or Google's status.
        var error: String? { (json["error"]?["status"] ?? json["error"]?["code"])?.string }
        /// `AADSTS7000215` of Entra; what Google's token endpoint says.
        var refusal: String? {
            json["error_description"]?.string.map { $0.hasPrefix("AADSTS") ? String($0.prefix { $0 != ":" }) : $0 }
        }
    }

    let simulator: Simulator
    private let clock = HeldWallClock(now)

    init(azure: JSONValue = .null, gcp: JSONValue = .null) {
        simulator = Simulator(StateFiles(azure: azure, gcp: gcp), pageSize: 10, clock: clock)
    }

    var seconds: Int64 { clock.now().seconds }

    func pass(_ seconds: Int64) { clock.advance(by: seconds) }

    /// - Parameter path: `host/path?query`
    func send(
        _ method: String, _ path: String, _ body: JSONValue? = nil, form: String? = nil, bearer: String? = nil
    ) async -> Reply {
        let parts = path.split(separator: "?", maxSplits: 1).map(String.init)
        var headers = [(name: "Host", value: "127.0.0.1:1")]
        if let bearer { headers.append(("Authorization", "Bearer \(bearer)")) }
        let request = Request(
            method: method, path: "/\(parts[0])", query: parts.count > 1 ? parts[1] : "", headers: headers,
            body: form.map { Array($0.utf8) } ?? body?.canonical ?? [])
        let answer = await simulator.answer(request)
        return Reply(
            status: answer.status, json: (try? JSONValue(parsing: answer.body.span)) ?? .null,
            isDropped: answer.isDropped)
    }

    func control(_ name: String, _ body: JSONValue) async {
        #expect(await send("POST", "_simulator/\(name)", body).status == 200)
    }

    /// The states of an identity's credentials of a kind, in their order.
    func states(of identity: String, _ kind: String) async -> [String] {
        let all = await send("GET", "_simulator/credentials?identity=\(identity)").json.array ?? []
        #expect(all.allSatisfy { $0["valid"]?.bool == ($0["state"]?.string == "valid") })
        return all.filter { $0["kind"]?.string == kind }.compactMap { $0["state"]?.string }
    }
}
