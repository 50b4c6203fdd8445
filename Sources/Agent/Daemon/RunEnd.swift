// SPDX-License-Identifier: Apache-2.0

/// What came of a run.
struct RunEnd: Sendable {
    let state: RunState
    var summary: String?
    var locations: [String] = []
    var problem: RunProblem?
}
