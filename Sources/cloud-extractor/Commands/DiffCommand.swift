// SPDX-License-Identifier: Apache-2.0
import Agent
import ArgumentParser
import JSON
import Posix
import Snapshot

struct DiffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "Print what changed between two snapshots.",
        discussion: """
            Both are verified first. A resource counts as removed or added only where both listings were complete; where
            one was not, it is unclear what became of it. One line per resource: + added, - removed, ~ changed,
            ? unclear.

            EXAMPLES
              cloud-extractor diff OLD NEW --config config/production.yaml
              cloud-extractor diff OLD NEW --config config/production.yaml --json | jq 'select(.change == "removed")'
            """)

    @Argument(help: "The older snapshot's directory.")
    var old: String

    @Argument(help: "The newer one's.")
    var new: String

    @OptionGroup var options: ConfigurationOptions

    @Flag(name: .long, help: "One JSON object per resource.")
    var json = false

    func run() async throws {
        let reader = SnapshotReader(configuration: try options.load())
        let (old, new, json) = (old, new, json)
        try await interruptible { () async throws(Failure) in
            let (before, after) = (try reader.verified(old), try reader.verified(new))
            let ids = "\(before.manifest.snapshot) \(after.manifest.snapshot)"
            let ring = try await reader.keyRing(purpose: "compare \(ids)")
            let diff = SnapshotDiff(before, after, ring: ring)
            if before.manifest.catalogueDigest != after.manifest.catalogueDigest {
                Console.warning("they were taken with different catalogues: ids and parts may differ for that alone")
            }
            for unit in diff.incomparable { Console.line("not complete in both: \(unit)") }
            do throws(DecryptionError<ReadingStop>) {
                try diff.compare { (change) throws(ReadingStop) in
                    if Task.isCancelled { throw .interrupted }
                    try Self.write(json ? change.json.line : change.line)
                }
            } catch {
                try ReadingStop.end(error)
            }
        }
    }

    private static func write(_ text: String) throws(ReadingStop) {
        let isWritten: Bool
        do throws(Failure) {
            isWritten = try Console.output(text + "\n")
        } catch {
            throw .failed(error)
        }
        if !isWritten { throw .readerGone }
    }
}

extension JSONValue {
    fileprivate var line: String { String(decoding: canonical, as: UTF8.self) }
}

extension ResourceChange {
    /// `~ aws:ec2:instance 123456789012/us-east-1 i-0abc: /State/Name "running" -> "stopped"`
    fileprivate var line: String {
        // Names from outside may hold what terminals obey, and ends of lines.
        text.printable
    }

    private var text: String {
        let place = "\(unit) \(resourceID)"
        switch kind {
        case .added: return "+ \(place)"
        case .removed: return "- \(place)"
        case .unclear(let isInOld): return "? \(place): only in the \(isInOld ? "old" : "new") one"
        case .partsUnclear(let parts): return "? \(place): not shown by the cloud: \(parts.joined(separator: ", "))"
        case .changed(let fields):
            let changes = fields.map { "\($0.path) \($0.old?.line ?? "nothing") -> \($0.new?.line ?? "nothing")" }
            return "~ \(place): \(changes.joined(separator: "; "))"
        }
    }
}
