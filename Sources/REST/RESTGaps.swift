// SPDX-License-Identifier: Apache-2.0
import Access

/// What of a unit could not be read, while the rest of it was. Of one task.
final class RESTGaps {
    /// Zones and locations, with the cloud's code for why.
    var unreached: [(scope: String, code: String)] = []
    /// Of the lists of some parents' children, the first that was refused.
    var failed: CloudError?

    var isEmpty: Bool { unreached.isEmpty && failed == nil }
}
