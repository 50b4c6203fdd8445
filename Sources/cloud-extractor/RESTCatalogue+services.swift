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
        try Failure.check(services: names, among: services)
        return try loaded().filter { names.isEmpty || names.contains($0.type.service) }
    }
}
