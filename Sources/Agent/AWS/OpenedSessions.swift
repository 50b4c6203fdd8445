// SPDX-License-Identifier: Apache-2.0
import AWS

/// What came of opening the sessions of a plan.
struct OpenedSessions: Sendable {
    /// Those that the manifest names, in their order.
    let open: [AWSSession]
    /// By account, the first reason why a session could not be opened.
    let failures: [String: AWSError]
    private let results: [Result<AWSSession, AWSError>]
    private let places: [Int?]

    /// - Parameter results: one for each of the planned.
    init(_ planned: [PlannedSession] = [], _ results: [Result<AWSSession, AWSError>] = []) {
        var open: [AWSSession] = []
        var places: [Int?] = []
        var failures: [String: AWSError] = [:]
        for (planned, result) in zip(planned, results) {
            switch result {
            case .success(let session):
                places.append(open.count)
                open.append(session)
            case .failure(let error):
                places.append(nil)
                failures[planned.account] = failures[planned.account] ?? error
            }
        }
        self.failures = failures
        self.results = results
        self.places = places
        self.open = open
    }

    /// - Parameter planned: the place in the plan.
    func session(_ planned: Int) throws(AWSError) -> AWSSession { try results[planned].get() }

    /// Its place in ``open``.
    func place(of planned: Int) -> Int? { places[planned] }
}
