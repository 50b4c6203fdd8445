// SPDX-License-Identifier: Apache-2.0

/// What the models know of a type's items, so that a path into nothing is refused when the catalogue is read: a
/// misspelt `redact` would leave a secret where it is.
struct ItemShape {
    let model: ServiceModel
    let listing: AWSResource.Listing
    let ancestry: AWSResource.Ancestry
    let describe: AWSResource.Detail?
    let followUps: [AWSResource.FollowUp]

    func knows(_ path: ItemPath) -> Bool {
        guard path.isParents else { return knows(path.path) }
        guard case .parent(let listing, let above) = ancestry else { return false }
        return ItemShape(model: model, listing: listing, ancestry: above, describe: nil, followUps: [])
            .knows(path.path)
    }

    func knows(_ path: MemberPath) -> Bool {
        if let followUp = followUps.first(where: { $0.part == path.names[0] }) {
            return leads(path.names.dropFirst(), from: followUp.detail.place)
        }
        if path.names == [listing.textMember] || listing.inherited.contains(where: { $0.member == path.names[0] }) {
            return true
        }
        return leads(path.names[...], from: describe?.place) || leads(path.names[...], from: listing.place)
    }

    private func leads(_ names: ArraySlice<String>, from start: ShapePlace?) -> Bool {
        guard var place = start.map(model.entered) else { return false }
        for name in names {
            guard !model.isLeaf(place), let next = model.member(name, of: place) else { return false }
            place = model.entered(next)
        }
        return true
    }
}
