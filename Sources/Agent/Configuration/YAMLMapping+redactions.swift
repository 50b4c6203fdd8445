// SPDX-License-Identifier: Apache-2.0
import AWS
import Cloud
import REST
import StrictYAML

/// A catalogue's entry, of which a user may have more replaced than the catalogue does.
protocol RedactableResource {
    var type: ResourceType { get }
    /// What becomes of an item's id, name and ARN, and stays readable.
    var identifyingPaths: [ItemPath] { get }

    func redacting(_ paths: [RedactionPath]) -> Self
}

extension AWSResource: RedactableResource {}
extension RESTResource: RedactableResource {}

extension YAMLMapping {
    /// `redact: {instance: [UserData, Tags.Value]}`: what a user counts as secret besides what the catalogue does.
    mutating func redacting<Resource: RedactableResource>(
        _ resources: [Resource], of all: [Resource]
    ) throws(YAMLError) -> [Resource] {
        guard var table = try mapping("redact") else { return resources }
        var found: [String: [RedactionPath]] = [:]
        for name in table.keys {
            guard let resource = all.first(where: { $0.type.name == name }) else {
                let known = all.map(\.type.name).joined(separator: ", ")
                throw table.invalid(name, "is no type of the service; there are \(known)")
            }
            var paths: [RedactionPath] = []
            for text in try table.required(name, try table.filledStrings(name)) {
                guard let path = RedactionPath(text) else { throw table.invalid(name, "holds '\(text)', no path") }
                if resource.identifyingPaths.contains(where: { !$0.isParents && path.covers($0.path.names) }) {
                    throw table.invalid(name, "holds '\(text)', by which the resource is known, in the open")
                }
                paths.append(path)
            }
            found[name] = paths
        }
        return resources.map { resource in found[resource.type.name].map { resource.redacting($0) } ?? resource }
    }
}
