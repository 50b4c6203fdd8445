// SPDX-License-Identifier: Apache-2.0
import AWS
import Access

/// What came of opening the sessions of a plan.
struct OpenedSessions: Sendable {
    /// Those that the manifest names, in their order.
    let open: [AWSSession]
    /// By account, the first reason why a session could not be opened.
    let failures: [String: CloudError]
    private let results: [Result<AWSSession, CloudError>]
    private let places: [Int]

    /// - Parameter results: one for each of the planned.
    init(_ planned: [PlannedSession] = [], _ results: [Result<AWSSession, CloudError>] = []) {
        var open: [AWSSession] = []
        var places: [Int] = []
        var failures: [String: CloudError] = [:]
        for (planned, result) in zip(planned, results) {
            switch result {
            case .success(let session):
                places.append(open.count)
                open.append(session)
            case .failure(let error):
                places.append(open.count)
                failures[planned.account] = failures[planned.account] ?? error
            }
        }
        self.failures = failures
        self.results = results
        self.places = places
        self.open = open
    }

    /// - Parameter planned: the place in the plan.
    /// - Returns: the session, and its place in ``open``.
    func session(_ planned: Int) -> Result<(AWSSession, place: Int), CloudError> {
        results[planned].map { ($0, places[planned]) }
    }
}
