// SPDX-License-Identifier: Apache-2.0
package import Cloud

/// Which units share a session: as few sessions as their policies' size allows, none of them wider than its units.
package struct SessionPacking: Sendable {
    /// What a unit needs.
    package struct Need: Sendable {
        package let permissions: [Permission]
        /// Where its type is asked for, sorted; none for services without regions.
        package let regions: [String]

        package init(permissions: [Permission], regions: some Sequence<String>) {
            self.permissions = permissions
            self.regions = Set(regions).sorted()
        }
    }

    package private(set) var policies: [SessionPolicy] = []
    /// The place in ``policies`` of each need, in their order.
    package private(set) var sessions: [Int] = []

    /// First fit, in the order of the needs: what stands together stays together where it can.
    ///
    /// Only needs for the same regions share a session: a policy is the actions times the regions.
    package init(_ needs: [Need]) {
        for need in needs {
            var place: Int?
            for index in policies.indices where policies[index].regions == need.regions {
                let grown = SessionPolicy(actions: policies[index].actions + need.permissions, regions: need.regions)
                if grown.actions == policies[index].actions || grown.fits {
                    policies[index] = grown
                    place = index
                    break
                }
            }
            if place == nil {
                policies.append(SessionPolicy(actions: need.permissions, regions: need.regions))
                place = policies.count - 1
            }
            sessions.append(place ?? 0)
        }
    }
}
