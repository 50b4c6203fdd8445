// SPDX-License-Identifier: Apache-2.0
import Cloud
import Rotation
package import Schedule
import StrictYAML

/// The `schedule` section: what the agent does, and when.
package struct ScheduleSettings: Sendable, Equatable {
    package struct Job: Sendable, Equatable {
        package let timing: ScheduledJob
        package let work: AgentWork
    }

    /// Sorted by name.
    package let jobs: [Job]
    /// Where several agents share a schedule: the secrets `<lock>/<job>` say which occurrence somebody has taken. Nil for
    /// one agent alone.
    package let lock: String?

    /// The secret that says who has taken what of a job; nil for one agent alone.
    func claim(of job: String) -> String? { lock.map { "\($0)/\(job)" } }

    /// The jobs of which an occurrence is one agent's.
    var shared: [String] { jobs.filter(\.work.isShared).map(\.timing.name) }

    /// By job.
    var work: [String: AgentWork] { Dictionary(jobs.map { ($0.timing.name, $0.work) }) { first, _ in first } }

    init(_ map: inout YAMLMapping) throws(YAMLError) {
        let zone = try Self.zone(&map) ?? .utc
        lock = try map.vaultPath("lock")
        var jobs: [Job] = []
        if var table = try map.mapping("jobs") {
            for name in table.keys.sorted() {
                guard var job = try table.mapping(name) else { continue }
                jobs.append(try Job(name, &job, zone))
            }
        }
        self.jobs = jobs
        try map.end()
    }

    fileprivate static func zone(_ map: inout YAMLMapping) throws(YAMLError) -> ZonedCalendar? {
        guard let name = try map.filled("time_zone") else { return nil }
        do {
            return try ZonedCalendar(name)
        } catch {
            throw map.invalid("time_zone", "is refused: \(error)")
        }
    }
}

extension ScheduleSettings.Job {
    fileprivate init(_ name: String, _ map: inout YAMLMapping, _ zone: ZonedCalendar) throws(YAMLError) {
        work = try Self.work(&map)
        let cron: CronExpression
        do {
            cron = try CronExpression(try map.required("cron", try map.filled("cron")))
        } catch let error as CronError {
            throw map.invalid("cron", "is refused: \(error)")
        } catch {
            throw error as? YAMLError ?? map.invalid("cron", "is refused")
        }
        let own = try ScheduleSettings.zone(&map)
        let jitter = try map.seconds("jitter", upTo: ScheduledJob.longestJitter) ?? 0
        let missed = try Self.missed(&map)
        do {
            timing = try ScheduledJob(name, cron, in: own ?? zone, jitter: jitter, missed: missed)
        } catch {
            throw map.invalid("cron", "is refused: \(error)")
        }
        try map.end()
    }

    private static func missed(_ map: inout YAMLMapping) throws(YAMLError) -> ScheduledJob.Missed {
        let within = try map.seconds("missed_within", upTo: ScheduledJob.longestLateness)
        switch try map.filled("missed") ?? "skip" {
        case "skip":
            guard within == nil else { throw map.invalid("missed_within", "goes with missed: run") }
            return .skip
        case "run": return .run(within: within ?? 86_400)
        default: throw map.invalid("missed", "is neither skip nor run")
        }
    }

    private static func work(_ map: inout YAMLMapping) throws(YAMLError) -> AgentWork {
        switch try map.required("kind", try map.filled("kind")) {
        case "snapshot":
            var providers: [Provider] = []
            for name in try map.filledStrings("providers") ?? [] {
                providers.append(try provider(name, "providers", map))
            }
            return .snapshot(
                SnapshotScope(providers: providers, services: try map.filledStrings("services") ?? []))
        case "rotation":
            let name = try map.required("provider", try map.filled("provider"))
            let provider = try provider(name, "provider", map)
            let secret = try map.vaultPath("secret")
            return .rotation(provider, secret: secret, try RotationSettings(&map), goal: try goal(&map))
        case "delivery": return .delivery
        case "audit-verification": return .auditVerification
        default: throw map.invalid("kind", "is none of snapshot, rotation, delivery, audit-verification")
        }
    }

    private static func goal(_ map: inout YAMLMapping) throws(YAMLError) -> RotationMachine.Goal {
        switch try map.filled("goal") {
        case nil, "rotate": return .rotate
        case "finish": return .finish
        default: throw map.invalid("goal", "is neither rotate nor finish")
        }
    }

    private static func provider(_ name: String, _ key: String, _ map: YAMLMapping) throws(YAMLError) -> Provider {
        guard let provider = Provider(rawValue: name) else {
            throw map.invalid(key, "holds '\(name)', which is none of aws, azure, gcp")
        }
        return provider
    }
}

extension RotationSettings {
    /// Those that depend on who uses the credential; the others are matters of the command line.
    fileprivate init(_ map: inout YAMLMapping) throws(YAMLError) {
        self.init()
        if let seconds = try map.seconds("grace", upTo: Self.longest) { grace = seconds }
        if let seconds = try map.seconds("soak", upTo: Self.longest) { soak = seconds }
        if let seconds = try map.seconds("lifetime", upTo: Self.longest) { lifetime = seconds }
    }

    private static let longest: Int64 = 366 * 86_400
}
