// SPDX-License-Identifier: Apache-2.0
import TestSupport

@testable import Agent

/// The files of `config/`, read as the program reads them.
struct ExampleConfiguration {
    static let mains = ["minimal.yaml", "production.yaml", "full.yaml"]
    static let extractors = ["extractors.yaml", "extractors-full.yaml"]
    static let variants = (mains + extractors).flatMap { (try? ExampleFile($0).variants) ?? [] }

    private let folder: TemporaryDirectory

    init() throws {
        folder = try TemporaryDirectory()
        // The only files that the loader itself reads besides.
        try folder.write("own.yaml", "service: ec2\nscope: region\ntypes: []\n")
    }

    /// Reads a variant of an example, with another example in place of the other file.
    func load(_ file: String, _ text: String) throws(AgentError) -> AgentConfiguration {
        let isMain = Self.mains.contains(file)
        do {
            let extractors = file == "full.yaml" ? "extractors-full.yaml" : "extractors.yaml"
            try folder.write("main", isMain ? text : Self.withoutJobs(try Repository.text("config/full.yaml")))
            try folder.write("extractors", placed(isMain ? try Repository.text("config/\(extractors)") : text))
        } catch {
            throw .defect("\(error)")
        }
        return try AgentConfiguration.load(path: "\(folder.path)/main", extractors: "\(folder.path)/extractors")
    }

    /// Without the schedule: its jobs name services and secrets of the rest.
    static func withoutJobs(_ text: String) -> String {
        text.replacing(/\nschedule:\n(?:(?: |#)[^\n]*\n|\n)*/, with: "\n")
    }

    private func placed(_ text: String) -> String {
        text.replacing("/etc/cloud-extractor/catalogue", with: folder.path)
    }
}
