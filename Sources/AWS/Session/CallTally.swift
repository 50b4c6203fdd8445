// SPDX-License-Identifier: Apache-2.0

/// What calls have cost.
package struct CallTally: Sendable {
    package var calls = 0
    package var retries = 0

    package init() {}
}
