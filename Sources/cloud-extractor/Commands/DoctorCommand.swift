// SPDX-License-Identifier: Apache-2.0
import Agent
import ArgumentParser
import JSON

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Check what a snapshot needs, and change nothing.",
        discussion: """
            Prints a line for each check: good, warning or failed. Warns where the token may do more than the policy of
            cloud-extractor policy vault reader. Its login and the secrets that it reads stand in the audit log. AWS itself
            is not asked.

            Exits with the code of the first failure; warnings do not count.

            EXAMPLES
              cloud-extractor doctor --config config/production.yaml
              cloud-extractor doctor --config config/production.yaml --json | jq 'select(.verdict != "good")'
            """)

    @OptionGroup var options: ConfigurationOptions

    @Flag(name: .long, help: "Print a line of JSON for each check.")
    var json = false

    func run() async throws {
        let doctor = Doctor(try options.context(PlainProgress(isQuiet: true)))
        let findings = try await interruptible { () async throws(Failure) in await doctor.examine() }
        var first: Failure?
        for finding in findings {
            let report = Report(finding)
            first = first ?? report.failure
            guard try Console.output(json ? report.json : report.line) else { break }
        }
        if let first { throw first }
    }
}

/// A finding as it is printed.
private struct Report {
    let check: String
    let verdict: String
    let detail: String
    let remedy: String?
    let failure: Failure?

    init(_ finding: Finding) {
        check = finding.check
        switch finding.verdict {
        case .good: (verdict, detail, remedy, failure) = ("good", finding.detail, nil, nil)
        case .warning(let remedy): (verdict, detail, self.remedy, failure) = ("warning", finding.detail, remedy, nil)
        case .failed(let error):
            let failure = Failure(error)
            (verdict, detail, remedy, self.failure) = ("failed", failure.message, failure.hint, failure)
        }
    }

    var line: String {
        let columns = [(verdict, 8), (check, 16)].map { $0.0.padding(to: $0.1) }.joined()
        return "\(columns)\(detail)\(remedy.map { "; \($0)" } ?? "")\n"
    }

    var json: String {
        var object: JSONObject = ["check": .string(check), "verdict": .string(verdict), "detail": .string(detail)]
        if let remedy { object["remedy"] = .string(remedy) }
        return String(decoding: JSONValue.object(object).canonical, as: UTF8.self) + "\n"
    }
}

extension String {
    fileprivate func padding(to width: Int) -> String { self + String(repeating: " ", count: max(1, width - count)) }
}
