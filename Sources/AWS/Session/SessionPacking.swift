// SPDX-License-Identifier: Apache-2.0
package import Cloud

/// Which units share a session: as few sessions as their policies' size allows, none of them wider than its units.
package struct SessionPacking: Sendable {
    /// What a unit needs.
    package struct Need: Sendable {
        package let permissions: [Permission]
        /// Where it asks; nil for services without regions.
        package let region: String?

        package init(permissions: [Permission], region: String?) {
            self.permissions = permissions
            self.region = region
        }
    }

    package private(set) var policies: [SessionPolicy] = []
    /// The place in ``policies`` of each need, in their order.
    package private(set) var sessions: [Int] = []

    /// First fit, in the order of the needs: what stands together stays together where it can.
    ///
    /// Needs with the same permissions and placement share a session whatever their region, and its policy names the
    /// regions of all of them.
    package init(_ needs: [Need]) {
        let everywhere = Set(needs.compactMap(\.region))
        for need in needs {
            // Every regional session is for the same regions, so that a type stays in one session.
            let regions = need.region == nil ? [] : everywhere
            var place: Int?
            for index in policies.indices where policies[index].regions == regions.sorted() {
                let grown = SessionPolicy(actions: policies[index].actions + need.permissions, regions: regions)
                if grown.actions == policies[index].actions || grown.fits {
                    policies[index] = grown
                    place = index
                    break
                }
            }
            if place == nil {
                policies.append(SessionPolicy(actions: need.permissions, regions: regions))
                place = policies.count - 1
            }
            sessions.append(place ?? 0)
        }
    }
}
