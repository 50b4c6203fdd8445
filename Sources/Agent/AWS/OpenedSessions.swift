// SPDX-License-Identifier: Apache-2.0
import AWS

/// What came of opening the sessions of a plan.
struct OpenedSessions: Sendable {
    /// Those that the manifest names, in their order.
    let open: [AWSSession]
    private let results: [Result<AWSSession, AWSError>]
    private let places: [Int?]

    /// - Parameter results: in the order of the plan's sessions.
    init(_ results: [Result<AWSSession, AWSError>]) {
        var open: [AWSSession] = []
        var places: [Int?] = []
        for result in results {
            if case .success(let session) = result {
                places.append(open.count)
                open.append(session)
            } else {
                places.append(nil)
            }
        }
        self.results = results
        self.places = places
        self.open = open
    }

    /// - Parameter planned: the place in the plan.
    func session(_ planned: Int) throws(AWSError) -> AWSSession { try results[planned].get() }

    /// Its place in ``open``.
    func place(of planned: Int) -> Int? { places[planned] }
}
