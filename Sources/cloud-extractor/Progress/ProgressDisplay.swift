// SPDX-License-Identifier: Apache-2.0
import Agent

/// Tells on standard error how a snapshot comes on, and how it ended.
protocol ProgressDisplay: RunObserver {
    /// - Parameter summary: for people, what there is now.
    func finished(_ summary: String)
    func failed(_ failure: Failure)
}
