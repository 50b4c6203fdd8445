// SPDX-License-Identifier: Apache-2.0
import Cloud
import REST
import StrictYAML

extension RESTCatalogue {
    func loaded() throws(Failure) -> [RESTResource] {
        do {
            return try resources()
        } catch {
            throw Failure(.defect, "the catalogue of resource types: \(error)")
        }
    }

    /// The types of some services, or of all where none is named.
    func resources(of names: [String]) throws(Failure) -> [RESTResource] {
        for name in names where !services.contains(name) {
            throw Failure(
                .configuration, "there is no service '\(name)'",
                hint: "there are \(services.joined(separator: ", "))")
        }
        return try loaded().filter { names.isEmpty || names.contains($0.type.service) }
    }
}
