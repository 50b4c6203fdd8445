// SPDX-License-Identifier: Apache-2.0
import JSON
import Posix

/// Azure and Google Cloud, so far as inventories and their credentials need them.
package actor Simulator {
    private let state: StateFiles
    private let pageSize: Int
    private var azure: AzureCloud
    private var google: GoogleCloud
    private var faults: [Fault] = []
    private var journal = RequestJournal()
    private var advance: Int64 = 0
    private var propagation: Int64 = 0

    package init(_ state: StateFiles, pageSize: Int) {
        self.state = state
        self.pageSize = pageSize
        azure = AzureCloud(state)
        google = GoogleCloud(state)
    }

    package func answer(_ request: Request) -> Answer {
        if request.host == "_simulator" { return control(request) }
        let answer = answerWithFaults(request)
        journal.note(request, answer)
        return answer
    }

    private func answerWithFaults(_ request: Request) -> Answer {
        for index in faults.indices where faults[index].strikes(request) {
            let fault = faults[index]
            if fault.isAfter { _ = rightAnswer(request) }
            return fault.answer { rightAnswer(request) }
        }
        return rightAnswer(request)
    }

    private func rightAnswer(_ request: Request) -> Answer {
        let moment = Moment(
            now: SystemClock().now().seconds + advance, propagation: propagation, pageSize: pageSize)
        do throws(Answer) {
            if AzureCloud.hosts(request) { return try azure.answer(request, moment) }
            return try google.answer(request, moment)
        } catch {
            return error
        }
    }

    private func control(_ request: Request) -> Answer {
        let body = request.json
        switch (request.method, request.path) {
        case ("GET", "/health"): return Answer(ok: ["healthy": true])
        case ("GET", "/requests"): return Answer(ok: .array(journal.entries))
        case ("POST", "/faults"):
            let faults = body?.array?.map { Fault($0) }
            guard let faults, faults.allSatisfy({ $0 != nil }) else { return Self.malformed }
            self.faults = faults.compactMap(\.self)
        case ("POST", "/clock"):
            guard let seconds = body?["advance"]?.integer else { return Self.malformed }
            advance += Int64(seconds)
        case ("POST", "/propagation"):
            guard let seconds = body?["seconds"]?.integer else { return Self.malformed }
            propagation = Int64(seconds)
        case ("POST", "/reset"):
            (azure, google) = (AzureCloud(state), GoogleCloud(state))
            (faults, journal, advance, propagation) = ([], RequestJournal(), 0, 0)
        default: return Answer(404, ["error": "no such control"])
        }
        return Answer(ok: [:])
    }

    private static let malformed = Answer(400, ["error": "the body is not what this control takes"])
}
