// SPDX-License-Identifier: Apache-2.0
import JSON
import Testing

@testable import CloudSimulator

struct RequestJournalTests {
    private let simulator = Simulator(StateFiles(), pageSize: 2)

    private func request(_ path: String) -> Request {
        Request(method: "GET", path: "/management.azure.com/\(path)", query: "", headers: [], body: [])
    }

    @Test func `requests that wait for their answers are counted together`() async throws {
        // Each request is made while the one before waits for its answer.
        await simulator.answer(request("a")) { _ in
            await simulator.answer(request("b")) { _ in
                await simulator.answer(request("c")) { _ in }
            }
        }
        await simulator.answer(request("d")) { _ in }
        let entries = await simulator.journal.entries
        #expect(entries.map { $0["path"]?.string } == ["/a", "/b", "/c", "/d"])
        #expect(entries.map { $0["at_once"]?.integer } == [1, 2, 3, 1])
        let times = entries.compactMap { $0["microseconds"]?.integer }
        #expect(times.count == 4 && times == times.sorted())
    }
}
