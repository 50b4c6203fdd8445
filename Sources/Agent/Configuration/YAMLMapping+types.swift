// SPDX-License-Identifier: Apache-2.0
import Cloud
import StrictYAML

extension YAMLMapping {
    /// Those of a service's types that `types` names; all of them where it names none.
    mutating func wanted<Resource>(
        of all: [Resource], _ type: (Resource) -> ResourceType
    ) throws(YAMLError) -> [Resource] {
        guard let wanted = try filledStrings("types") else { return all }
        let known = all.map { type($0).name }
        for name in wanted where !known.contains(name) {
            throw invalid("types", "holds '\(name)', which is none of \(known.joined(separator: ", "))")
        }
        return all.filter { wanted.contains(type($0).name) }
    }
}
