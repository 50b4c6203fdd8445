// SPDX-License-Identifier: Apache-2.0
import Cloud
import JSON

/// What stands under a path of an answer, by the model: for redaction, which follows the shapes.
struct ShapePlace: Sendable, Equatable {
    /// In ``ServiceModel/shapes``.
    let shape: Int
    let isSensitive: Bool
}

extension ServiceModel {
    /// - Returns: nil where the model knows no such path.
    func place(of path: MemberPath?, inOutputOf operation: OperationModel) -> ShapePlace? {
        guard let output = operation.output else { return nil }
        var place = ShapePlace(shape: output, isSensitive: false)
        for name in path?.names ?? [] {
            place = entered(place)
            switch shapes[place.shape].kind {
            case .structure(let structure):
                guard let member = structure[name] else { return nil }
                place = self.place(member.reference, in: place)
            case .map(_, let value): place = self.place(value, in: place)
            default: return nil
            }
        }
        return place
    }

    func member(_ name: String, of place: ShapePlace) -> ShapePlace? {
        switch shapes[place.shape].kind {
        case .structure(let structure): structure[name].map { self.place($0.reference, in: place) }
        case .map(_, let value): self.place(value, in: place)
        default: place.isSensitive ? place : nil
        }
    }

    /// Nothing lies below it.
    func isLeaf(_ place: ShapePlace) -> Bool {
        switch shapes[place.shape].kind {
        case .structure, .map, .list: false
        default: true
        }
    }

    /// The elements of a list, however deep.
    func entered(_ place: ShapePlace) -> ShapePlace {
        guard case .list(let element) = shapes[place.shape].kind else { return place }
        return entered(self.place(element, in: place))
    }

    /// The place itself and all below it, each shape once: shapes may hold themselves.
    func below(_ place: ShapePlace) -> [ShapePlace] {
        var found: [ShapePlace] = []
        var seen: Set<Int> = []
        var waiting = [place]
        while let next = waiting.popLast() {
            guard seen.insert(next.shape).inserted else { continue }
            found.append(next)
            waiting += shapes[next.shape].references.map { self.place($0, in: next) }
        }
        return found
    }

    func place(_ reference: Shape.Reference, in outer: ShapePlace) -> ShapePlace {
        ShapePlace(shape: reference.shape, isSensitive: outer.isSensitive || reference.isSensitive)
    }

    /// For each shape, whether something in it is marked as sensitive; shapes may hold themselves.
    static func holdsSensitive(_ shapes: [Shape]) -> [Bool] {
        var holds = [Bool](repeating: false, count: shapes.count)
        var hasChanged = true
        while hasChanged {
            hasChanged = false
            for (index, shape) in shapes.enumerated() where !holds[index] {
                if shape.references.contains(where: { $0.isSensitive || holds[$0.shape] }) {
                    holds[index] = true
                    hasChanged = true
                }
            }
        }
        return holds
    }
}
