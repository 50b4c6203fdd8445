// SPDX-License-Identifier: Apache-2.0
import Foundation
import StrictYAML
import TestSupport
import Testing
import Vault

@testable import Agent

/// The examples say what is so: they load, in every way that they offer, and `full` is full.
struct ExampleConfigurationTests {
    private let examples: ExampleConfiguration

    init() throws { examples = try ExampleConfiguration() }

    @Test func `a block that is switched on takes the place of the lines above it`() {
        let text = """
            a:
              # words: these are
              b: 1
              c: 2
              # or
              #d: 3
              #e:
              #  f: 4
              # or
              #b: 5

              g: 6

            #h: 7
            """
        let variants = ExampleFile(name: "x", text: text).variants
        #expect(variants.map(\.line) == [nil, 6, 10, 14])
        func live(_ index: Int) -> [String] {
            variants[index].text.split(separator: "\n").map(String.init)
                .filter { ExampleFile.switchedOn($0) == nil && $0.drop { $0 == " " }.first != "#" }
        }
        #expect(live(0) == ["a:", "  b: 1", "  c: 2", "  g: 6"])
        #expect(live(1) == ["a:", "  d: 3", "  e:", "    f: 4", "  g: 6"])
        #expect(live(2) == ["a:", "  b: 5", "  g: 6"])
        #expect(live(3) == ["a:", "  b: 1", "  c: 2", "  g: 6", "h: 7"])
    }

    @Test(arguments: ExampleConfiguration.variants)
    func `each example loads, and each of its blocks once it is switched on`(_ variant: ExampleFile.Variant) throws {
        #expect(throws: Never.self) { try examples.load(variant.file, variant.text) }
    }

    @Test func `there is no setting in a line that nobody can switch on`() throws {
        for name in ExampleConfiguration.mains + ExampleConfiguration.extractors {
            for line in try ExampleFile(name).lines {
                #expect(!line.contains(/^ *# [a-z_]+:( |$)/), "\(name): \(line)")
            }
        }
    }

    @Test func `full is full`() throws {
        var keys = KnownKeys()
        for variant in try ExampleFile("full.yaml").variants {
            try keys.add(variant.text) { (text) throws(AgentError) in _ = try examples.load(variant.file, text) }
        }
        #expect(keys.missing.isEmpty)
        #expect(keys.known.values.reduce(0) { $0 + $1.count } > 120)
        // Anywhere else, whatever is written amiss is an error.
        #expect(
            keys.tables == ["cloud_providers.aws.session_tags", "cloud_providers.gcp.impersonate", "schedule.jobs"])
    }

    @Test(arguments: ["aws", "azure", "gcp"])
    func `so are the extractors, for all services together`(provider: String) throws {
        let text = try ExampleFile("extractors-full.yaml").lines.joined(separator: "\n")
        var keys = KnownKeys()
        try keys.add(text) { (text) throws(AgentError) in _ = try examples.load("extractors-full.yaml", text) }
        let services = try #require(keys.known["extractors.\(provider)"])
        #expect(services.count > 20)
        var known: Set<String> = []
        for service in services {
            var keys = KnownKeys()
            try keys.add("extractors: {\(provider): {\(service): {enabled: false}}}") { (text) throws(AgentError) in
                _ = try examples.load("extractors-full.yaml", text)
            }
            known.formUnion(keys.known["extractors.\(provider).\(service)"] ?? [])
        }
        let present = keys.present.filter { name, _ in name.hasPrefix("extractors.\(provider).") }
        #expect(known.subtracting(present.values.joined()).isEmpty)
        #expect(known.count > 5)
    }

    /// A way to log in that no example takes has keys that nobody asks for.
    @Test func `each word that the loader knows stands in an example`() throws {
        let names = ExampleConfiguration.mains + ExampleConfiguration.extractors
        let examples = Set(
            try names.flatMap { try ExampleFile($0).lines }
                .flatMap { $0.matches(of: /[a-z_0-9-]+/).map { String($0.0) } })
        let folder = "Sources/Agent/Configuration"
        var count = 0
        for name in try FileManager.default.contentsOfDirectory(atPath: "\(Repository.root)/\(folder)") {
            for line in try Repository.text("\(folder)/\(name)").split(separator: "\n") where !line.contains("//") {
                for match in line.matches(of: /"([a-z][a-z_0-9-]+[a-z0-9])"/) {
                    let isThere = examples.contains(String(match.1))
                    #expect(isThere, "\(name): \(match.1)")
                    count += 1
                }
            }
        }
        #expect(count > 200)
    }

    @Test func `what holds where a key is left out is what stands in brackets`() throws {
        func settings(_ lines: [String], _ index: Int) throws -> [Dump] {
            let text = lines.joined(separator: "\n")
            let isOfJobs = index > lines.firstIndex(of: "schedule:") ?? 0
            let configuration = try examples.load(
                "full.yaml", isOfJobs ? text : ExampleConfiguration.withoutJobs(text))
            return Mirror(reflecting: configuration).children
                .filter { $0.label != "digest" && $0.label != "extractors" }.map { Dump($0.value) }
        }
        let file = try ExampleFile("full.yaml")
        var count = 0
        for variant in file.variants {
            let lines = variant.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            for (index, line) in lines.enumerated() where variant.line == nil || !file.lines.contains(line) {
                guard let match = line.firstMatch(of: /^( *[a-z_]+: )[^#]+# .*\[([^\]]+)\]$/) else { continue }
                var changed = lines
                changed[index] = ""
                let without = try settings(changed, index)
                changed[index] = "\(match.1)\(match.2)"
                let isSame = try settings(changed, index) == without
                #expect(isSame, "\(variant.testDescription): \(line)")
                count += 1
            }
        }
        #expect(count > 30)
    }

    @Test func `minimal is minimal`() throws {
        let root = try YAMLNode(parsing: try Repository.text("config/minimal.yaml"), file: "minimal.yaml")
        #expect(isOfUse(root.flow))
        var count = 0
        for (place, node) in root.mappings {
            for key in node.keys {
                #expect(!isOfUse(root.flow(removing: key, at: place)), "\(place) \(key)")
                count += 1
            }
        }
        #expect(count > 15)
    }

    /// Whether a snapshot could be taken with it; the role of docs/setup.md asks for an external id.
    private func isOfUse(_ text: String) -> Bool {
        guard let configuration = try? examples.load("minimal.yaml", text) else { return false }
        guard let aws = configuration.aws, aws.isEnabled, aws.externalID != nil else { return false }
        return configuration.vault.connection.address != nil
    }
}
