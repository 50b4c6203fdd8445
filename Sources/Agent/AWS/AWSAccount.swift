// SPDX-License-Identifier: Apache-2.0
package import AWS
package import Access

/// An account that was considered for a snapshot.
package struct AWSAccount: Sendable {
    package enum Standing: Sendable {
        /// It is read; nil where nothing needs to know which regions it has.
        case included([RegionStatus]?)
        /// It is read in the regions that are named; which of them it has could not be learned.
        case unsurveyed(CloudError)
        /// It is not read: the configuration excludes it, or it is not active.
        case leftOut(String)
        /// All its regions are wanted, and which it has could not be learned.
        case unknown(CloudError)
    }

    package let id: String
    package let standing: Standing

    package init(id: String, _ standing: Standing) {
        self.id = id
        self.standing = standing
    }

    var regions: [RegionStatus]? {
        if case .included(let regions) = standing { regions } else { nil }
    }

    var isRead: Bool {
        if case .leftOut = standing { false } else { true }
    }
}
