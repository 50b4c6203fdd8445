// SPDX-License-Identifier: Apache-2.0

/// What a unit's calls have cost. Of one task.
package final class CallTally {
    package private(set) var calls = 0
    package private(set) var retries = 0
    /// Items that the cloud listed and the configuration does not want.
    package private(set) var unwanted = 0

    /// Items that were listed, and gone when they were asked for.
    package private(set) var gone = 0

    package init() {}

    /// Counts on from where an earlier run had got to.
    package init(calls: Int, retries: Int, unwanted: Int, gone: Int) {
        self.calls = calls
        self.retries = retries
        self.unwanted = unwanted
        self.gone = gone
    }

    package func called() { calls += 1 }

    package func retried() { retries += 1 }

    package func leftOut() { unwanted += 1 }

    package func vanished() { gone += 1 }
}
