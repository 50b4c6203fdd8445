// SPDX-License-Identifier: Apache-2.0
import Cloud
import StrictYAML

extension EntryReader {
    /// Every path must lead somewhere in the answers, by the model.
    func check(_ resource: AWSResource, _ entry: YAMLMapping) throws(YAMLError) {
        let shape = ItemShape(
            model: model, listing: resource.listing, ancestry: resource.ancestry, describe: resource.describe,
            followUps: resource.followUps)
        func refuse(_ key: String, unless isKnown: Bool, _ what: String = "is") throws(YAMLError) {
            if !isKnown { throw entry.invalid(key, "\(what) no path in what the calls answer") }
        }
        for (key, template) in [("id", resource.id), ("name", resource.name), ("arn", resource.arn)] {
            try refuse(key, unless: template?.paths.allSatisfy(shape.knows) ?? true)
        }
        for (key, path) in [("tags", resource.tags), ("home_region", resource.homeRegion)] {
            try refuse(key, unless: path.map(shape.knows) ?? true)
        }
        for (key, paths) in [("redact", resource.redacted), ("plain", resource.plain)] {
            for path in paths { try refuse(key, unless: shape.knows(path), "holds '\(path)',") }
        }
        try checkSecrecy(resource, shape, entry)
        for detail in [resource.describe].compactMap(\.self) {
            for value in detail.input.values {
                try refuse("describe", unless: shape.knows(value.path), "gives \(value.member)")
            }
        }
        for followUp in resource.followUps {
            for value in followUp.detail.input.values {
                try refuse("follow_ups", unless: shape.knows(value.path), "\(followUp.part) gives \(value.member)")
            }
        }
        if case .parent(let listing, let above) = resource.ancestry {
            let parent = ItemShape(model: model, listing: listing, ancestry: above, describe: nil, followUps: [])
            for value in resource.listing.input.values {
                try refuse("with", unless: parent.knows(value.path), "gives \(value.member)")
            }
            for (member, path) in resource.listing.inherited {
                try refuse("inherit", unless: parent.knows(path), "gives \(member)")
            }
        }
    }

    /// What becomes of an item's id, name, ARN and tags is not redacted, so it must not be secret.
    private func checkSecrecy(
        _ resource: AWSResource, _ shape: ItemShape, _ entry: YAMLMapping
    ) throws(YAMLError) {
        func refuse(_ key: String, if isSecret: Bool) throws(YAMLError) {
            if isSecret { throw entry.invalid(key, "is secret material; where it is none, name it under 'plain'") }
        }
        for (key, template) in [("id", resource.id), ("name", resource.name), ("arn", resource.arn)] {
            let isSecret = template?.paths.contains {
                shape.isSecret($0, redacted: resource.redacted, plain: resource.plain)
            }
            try refuse(key, if: isSecret ?? false)
        }
        if let tags = resource.tags {
            try refuse("tags", if: shape.isSecret(tags, redacted: resource.redacted, plain: resource.plain))
        }
    }
}
