// SPDX-License-Identifier: Apache-2.0
import JSON
package import Posix

/// Azure and Google Cloud, so far as inventories and their credentials need them.
package actor Simulator {
    private let state: StateFiles
    private let pageSize: Int
    private let clock: any WallClock
    var azure: AzureCloud
    var google: GoogleCloud
    var faults: [Fault] = []
    var lists: [GeneratedList] = []
    var limit: RateLimit?
    private(set) var journal = RequestJournal()
    private let began = ContinuousClock.now
    private var underWay = 0
    var advance: Int64 = 0
    var propagation: Int64 = 0
    var listing: Int64 = 0

    package init(_ state: StateFiles, pageSize: Int, clock: any WallClock = SystemClock()) {
        self.state = state
        self.pageSize = pageSize
        self.clock = clock
        azure = AzureCloud(state)
        google = GoogleCloud(state)
    }

    /// - Parameter send: writes the answer, or waits and then does; the request is under way until it returns.
    package func answer<R: Sendable>(
        _ request: Request, send: @Sendable (Answer) async throws -> R
    ) async rethrows -> R {
        if request.host == "_simulator" { return try await send(control(request)) }
        underWay += 1
        defer { underWay -= 1 }
        return try await send(answer(request))
    }

    package func answer(_ request: Request) -> Answer {
        if request.host == "_simulator" { return control(request) }
        let answer = answerWithFaults(request)
        journal.note(request, answer, at: .now - began, underWay: underWay)
        return answer
    }

    private func answerWithFaults(_ request: Request) -> Answer {
        if let refusal = limit?.refusal(of: request) { return refusal }
        for index in faults.indices where faults[index].strikes(request) {
            let fault = faults[index]
            return fault.answer(insteadOf: fault.hasEffect ? rightAnswer(request) : nil)
        }
        return rightAnswer(request)
    }

    private func rightAnswer(_ request: Request) -> Answer {
        do throws(Answer) {
            if AzureCloud.hosts(request) { return try azure.answer(request, moment) }
            if let list = lists.first(where: { $0.path == request.path }) {
                _ = try google.caller(request, moment)
                return list.answer(request)
            }
            return try google.answer(request, moment)
        } catch {
            return error
        }
    }

    var moment: Moment {
        Moment(
            now: clock.now().seconds + advance, propagation: propagation, listing: listing, pageSize: pageSize)
    }

    /// As it was at the start.
    func reset() {
        (azure, google) = (AzureCloud(state), GoogleCloud(state))
        (faults, journal, advance, propagation, listing) = ([], RequestJournal(), 0, 0, 0)
        (lists, limit) = ([], nil)
    }
}
