// SPDX-License-Identifier: Apache-2.0

/// What a unit's calls have cost. Of one task.
package final class CallTally {
    package private(set) var calls = 0
    package private(set) var retries = 0

    package init() {}

    package func called() { calls += 1 }

    package func retried() { retries += 1 }
}
