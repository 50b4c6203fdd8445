// SPDX-License-Identifier: Apache-2.0
import Cloud

/// What the models know of a type's items, so that a path into nothing is refused when the catalogue is read: a
/// misspelt `redact` would leave a secret where it is.
struct ItemShape {
    let model: ServiceModel
    let listing: AWSResource.Listing
    let ancestry: AWSResource.Ancestry
    let describe: AWSResource.Detail?
    let followUps: [AWSResource.FollowUp]

    private var parent: ItemShape? {
        guard case .parent(let listing, let above) = ancestry else { return nil }
        return ItemShape(model: model, listing: listing, ancestry: above, describe: nil, followUps: [])
    }

    /// What the configuration's members come from, besides the follow-ups' parts.
    private var roots: [ShapePlace] { [describe?.place, listing.place].compactMap(\.self) }

    func knows(_ path: ItemPath) -> Bool {
        path.isParents ? parent?.knows(path.path) ?? false : knows(path.path)
    }

    func knows(_ path: MemberPath) -> Bool {
        path.names == [listing.textMember] || listing.inherited.contains { $0.member == path.names[0] }
            || !places(RedactionPath(path.names)).isEmpty
    }

    func knows(_ path: RedactionPath) -> Bool { !places(path).isEmpty }

    /// Whether the value there is secret material: by the model or by `redacted`, and not excepted by `plain`.
    func isSecret(_ path: ItemPath, redacted: [RedactionPath], plain: [RedactionPath]) -> Bool {
        path.isParents
            ? parent?.isSecret(path.path, redacted: [], plain: []) ?? false
            : isSecret(path.path, redacted: redacted, plain: plain)
    }

    func isSecret(_ path: MemberPath, redacted: [RedactionPath], plain: [RedactionPath]) -> Bool {
        let found = places(RedactionPath(path.names))
        let isRedacted = redacted.flatMap { $0.behind(path.names) }.contains { rest in
            found.contains { !places(rest.steps, from: $0).isEmpty }
        }
        return isRedacted
            || !plain.contains { $0.covers(path.names) }
                && found.contains { $0.isSensitive || model.holdsSensitive[$0.shape] }
    }

    /// Everything that the path leads to.
    private func places(_ path: RedactionPath) -> [ShapePlace] {
        if case .member(let name)? = path.steps.first, let followUp = followUps.first(where: { $0.part == name }) {
            return followUp.detail.place.map { places(path.steps.dropFirst(), from: $0) } ?? []
        }
        let starts = path.steps.first == .anyDepth ? roots + followUps.compactMap(\.detail.place) : roots
        return starts.flatMap { places(path.steps, from: $0) }
    }

    private func places(_ steps: ArraySlice<RedactionPath.Step>, from start: ShapePlace) -> [ShapePlace] {
        let place = model.entered(start)
        switch steps.first {
        case nil: return [place]
        case .member(let name)?:
            guard !model.isLeaf(place), let next = model.member(name, of: place) else { return [] }
            return places(steps.dropFirst(), from: next)
        case .anyDepth?:
            return model.below(place).flatMap { places(steps.dropFirst(), from: $0) }
        }
    }
}
