// SPDX-License-Identifier: Apache-2.0
import Cloud

/// Which unit comes next: of those that wait, the first whose service has the fewest running. A service with half a
/// million objects in every region keeps some workers busy, and never all of them while another one waits.
struct FairQueue {
    /// `aws:ec2`, with the units in their order, the next one last.
    private var waiting: [(service: String, units: [PlannedUnit])] = []
    private var running: [String: Int] = [:]

    init(_ units: [PlannedUnit]) {
        for (service, units) in Dictionary(grouping: units, by: Self.service) {
            waiting.append((service, units.reversed()))
        }
        waiting.sort { $0.service < $1.service }
    }

    private static func service(_ unit: PlannedUnit) -> String {
        "\(unit.unit.type.provider.rawValue):\(unit.unit.type.service)"
    }

    /// The next unit begins.
    mutating func next() -> PlannedUnit? {
        let chosen = waiting.indices.min { (running[waiting[$0].service] ?? 0) < (running[waiting[$1].service] ?? 0) }
        guard let chosen else { return nil }
        let service = waiting[chosen].service
        let unit = waiting[chosen].units.removeLast()
        if waiting[chosen].units.isEmpty { waiting.remove(at: chosen) }
        running[service, default: 0] += 1
        return unit
    }

    /// A unit has ended.
    mutating func ended(_ unit: PlannedUnit) { running[Self.service(unit), default: 1] -= 1 }
}
