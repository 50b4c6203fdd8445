// SPDX-License-Identifier: Apache-2.0
import Cloud

/// Which unit comes next: of the services with the fewest running, that of the one whose turn was longest ago. A service
/// with half a million objects in every region keeps some workers busy, and never all of them while another one waits.
struct FairQueue {
    /// `aws:ec2`, with the units in their order, the next one last. The service that has had a turn goes to the end.
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
        var (service, units) = waiting.remove(at: chosen)
        let unit = units.removeLast()
        if !units.isEmpty { waiting.append((service, units)) }
        running[service, default: 0] += 1
        return unit
    }

    /// A unit has ended.
    mutating func ended(_ unit: PlannedUnit) { running[Self.service(unit), default: 1] -= 1 }
}
