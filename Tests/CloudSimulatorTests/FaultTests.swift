// SPDX-License-Identifier: Apache-2.0
import JSON
import Testing

@testable import CloudSimulator

struct FaultTests {
    private static func request(_ method: String, _ path: String, _ body: JSONValue? = nil) -> Request {
        let parts = path.split(separator: "?", maxSplits: 1).map(String.init)
        return Request(
            method: method, path: parts[0], query: parts.count > 1 ? parts[1] : "",
            headers: [("Host", "127.0.0.1:1")], body: body?.canonical ?? [])
    }

    private static func statuses(of faults: JSONValue, _ count: Int) async -> [Int] {
        let simulator = Simulator(StateFiles(), pageSize: 2)
        #expect(await simulator.answer(request("POST", "/_simulator/faults", faults)).status == 200)
        var statuses: [Int] = []
        for _ in 0..<count {
            statuses.append(
                await simulator.answer(request("GET", "/management.azure.com/tenants?api-version=1")).status)
        }
        return statuses
    }

    @Test func `a fault strikes so many times`() async {
        let faults: JSONValue = [["path": "azure.*tenants", "times": 2, "status": 429]]
        #expect(await Self.statuses(of: faults, 3) == [429, 429, 401])
    }

    @Test func `a fault may wait`() async {
        let faults: JSONValue = [["path": "api-version=1", "times": 1, "skip": 1, "status": 503, "method": "get"]]
        #expect(await Self.statuses(of: faults, 3) == [401, 503, 401])
    }

    @Test func `a fault is for its requests`() async {
        let faults: JSONValue = [
            ["path": "nobody", "status": 500], ["path": "tenants", "method": "POST", "status": 500],
        ]
        #expect(await Self.statuses(of: faults, 1) == [401])
    }

    @Test func `nonsense is refused`() async {
        let simulator = Simulator(StateFiles(), pageSize: 2)
        for body: JSONValue in [[:], [["path": "("]], [["status": 3]]] {
            #expect(await simulator.answer(Self.request("POST", "/_simulator/faults", body)).status == 400)
        }
    }
}
