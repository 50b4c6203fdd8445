// SPDX-License-Identifier: Apache-2.0
import JSON

/// Where a service is, by partition and variant.
struct EndpointTable: Sendable {
    enum Variant: String, Sendable, CaseIterable {
        case standard, fips, dualstack
        case fipsDualstack = "fips-dualstack"

        init(fips: Bool, dualstack: Bool) {
            self = fips ? (dualstack ? .fipsDualstack : .fips) : (dualstack ? .dualstack : .standard)
        }
    }

    struct Place: Sendable, Equatable {
        /// With `{region}` in it, unless there is one place for all regions.
        let template: String
        /// What is signed for where it is not the region that is asked.
        let signingRegion: String?

        func url(region: String) -> String { template.replacing("{region}", with: region) }
    }

    private var places: [String: [Variant: Place]] = [:]

    init(_ json: JSONValue) {
        for partition in json.object?.members ?? [] {
            for entry in partition.value.object?.members ?? [] {
                guard let variant = Variant(rawValue: entry.name), let url = entry.value["url"]?.string else {
                    continue
                }
                places[partition.name, default: [:]][variant] = Place(
                    template: url, signingRegion: entry.value["region"]?.string)
            }
        }
    }

    subscript(_ partition: String, _ variant: Variant) -> Place? { places[partition]?[variant] }
}
