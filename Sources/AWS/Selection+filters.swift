// SPDX-License-Identifier: Apache-2.0
import Access
import JSON

extension Selection {
    /// `Filters` as EC2 takes them, behind those that the catalogue sets.
    func add(to input: inout JSONObject) {
        guard !filters.isEmpty else { return }
        let own = input["Filters"]?.array ?? []
        input["Filters"] = .array(
            own
                + filters.sorted { $0.key < $1.key }.map { name, values in
                    ["Name": .string(name), "Values": JSONValue(strings: values)]
                })
    }
}
