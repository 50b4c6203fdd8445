// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// What a build of the image would find out, as far as it can be known without an engine.
struct DockerfileTests {
    /// What `scripts/oracle/docker_build.py` says of a context.
    private static func build(in root: String = Repository.root) async throws -> JSONValue {
        try await Oracle.ask("docker_build", question: ["root": .string(root)], of: "deployment")
    }

    /// The values of an instruction of the stage that becomes the image, or of the one before it.
    private static func values(_ instruction: String, stage: Int = 1) async throws -> [String] {
        let stages = try await build()["stages"]?.array ?? []
        return (stages[stage]["instructions"]?.array ?? []).filter { $0["instruction"]?.string == instruction }
            .compactMap { $0["value"]?.string }
    }

    /// The packages that a stage installs.
    private static func packages(stage: Int) async throws -> Set<String> {
        let text = try await values("RUN", stage: stage).first { $0.contains("apt-get install") } ?? ""
        let install = text.split(separator: "&&").first { $0.contains("apt-get install") } ?? ""
        return Set(
            install.split(whereSeparator: \.isWhitespace).map(String.init)
                .filter { !$0.hasPrefix("-") && !["apt-get", "install"].contains($0) })
    }

    @Test func `hadolint finds nothing`() async throws {
        let hadolint = URL(filePath: Oracle.python(of: "deployment")).deletingLastPathComponent().path() + "hadolint"
        let good = try await Command.run(hadolint, ["\(Repository.root)/Dockerfile"])
        #expect(good.status == 0, "\(good.outputText)")
        // It can find something.
        let directory = try TemporaryDirectory()
        let text = try Repository.text("Dockerfile")
        let shell = text.replacing(
            #"ENTRYPOINT ["/usr/local/bin/cloud-extractor"]"#, with: "ENTRYPOINT cloud-extractor")
        let bad = try await Command.run(hadolint, [try directory.write("Dockerfile", shell)])
        #expect(bad.status != 0 && bad.outputText.contains("DL3025"), "\(bad.outputText)")
    }

    @Test func `everything that is copied is in the context, and nothing else is`() async throws {
        let answer = try await Self.build()
        let copies = try #require(answer["copies"]?.array)
        #expect(copies.count > 3)
        for copy in copies { #expect(copy["missing"] == [], "\(copy)") }
        let stages = try #require(answer["stages"]?.array)
        for copy in copies.compactMap({ $0["from"]?.string }) {
            #expect(stages.contains { $0["name"]?.string == copy })
        }
        let context = (answer["context"]?.array ?? []).compactMap(\.string)
        #expect(
            Set(context.compactMap { $0.split(separator: "/").first }) == [
                "LICENSE", "Package.swift", "Sources", "Tests",
            ])
    }

    @Test func `a source that is ignored is missing`() async throws {
        let directory = try TemporaryDirectory()
        for folder in ["Sources/CAWSModels", "Tests", "secrets"] {
            try FileManager.default.createDirectory(
                atPath: "\(directory.path)/\(folder)", withIntermediateDirectories: true)
        }
        for file in ["Package.swift", "Sources/main.swift", "Tests/test.swift", "secrets/key", ".env"] {
            try directory.write(file, "")
        }
        try directory.write("Dockerfile", try Repository.text("Dockerfile"))
        try directory.write(
            ".dockerignore", try Repository.text(".dockerignore").replacing("!Sources", with: "# Sources"))
        let answer = try await Self.build(in: directory.path)
        let missing = answer["copies"]?.array?.flatMap { $0["missing"]?.array?.compactMap(\.string) ?? [] }
        #expect(
            missing == [
                "Sources", "LICENSE", "Sources/CAWSModels/LICENSE-botocore.txt",
                "Sources/CAWSModels/NOTICE-botocore.txt",
            ])
        #expect(answer["context"] == ["Package.swift", "Tests/test.swift"])
    }

    /// SwiftPM wants the directory of every target, be it built or not.
    @Test func `the context has every target of the package`() async throws {
        let context = Set(try await Self.build()["context"]?.array?.compactMap(\.string) ?? [])
        let package = try Repository.text("Package.swift")
        let paths = package.matches(of: /path: "([^"]+)"/).map { String($0.output.1) }
        #expect(paths.count > 2)
        for path in paths { #expect(context.contains { $0.hasPrefix("\(path)/") }, "\(path)") }
    }

    @Test func `the image runs as nobody in particular, and says what it is`() async throws {
        let users = try await Self.values("USER")
        let ids = users.flatMap { $0.split(separator: ":") }.map { Int($0) ?? 0 }
        #expect(users.count == 1 && ids.count == 2 && ids.allSatisfy { $0 > 0 })
        // What the manifests run it as.
        let pod = try await Manifests().document("Deployment", "cloud-extractor")["spec"]?["template"]?["spec"]
        #expect(pod?["securityContext"]?["runAsUser"]?.integer == ids[0])
        #expect(pod?["securityContext"]?["runAsGroup"]?.integer == ids[1])
        #expect(try await Self.values("EXPOSE") == ["8000"])
        #expect(try await Self.values("VOLUME") == [#"["/var/lib/cloud-extractor"]"#])
        // After USER nothing runs that would need root, or belong to it.
        let stages = try await Self.build()["stages"]?.array ?? []
        let names = stages[1]["instructions"]?.array?.compactMap { $0["instruction"]?.string } ?? []
        let after = names.drop { $0 != "USER" }
        #expect(!after.contains("RUN") && !after.contains("COPY"))
        let version = try await Program.run("--version")
        let labels = try await Self.values("LABEL").joined()
        let number = version.outputText.trimmingCharacters(in: .whitespacesAndNewlines)
        #expect(labels.contains(#"org.opencontainers.image.version="\#(number)""#))
        let manifests = try await Manifests()
        #expect(manifests.all("Kustomization").first?.value["images"]?.array?[0]["newTag"]?.string == number)
    }

    /// A shell would be one more thing to break into, and stand between the program and its signals.
    @Test func `the program is started and asked without a shell`() async throws {
        let health = try #require(try await Self.values("HEALTHCHECK").first)
        let texts =
            try await Self.values("ENTRYPOINT") + Self.values("CMD") + [
                String(health.drop { $0 != "[" })
            ]
        let commands = try texts.map { try JSONValue(parsing: Array($0.utf8).span).array?.compactMap(\.string) ?? [] }
        let copied = try await Self.values("COPY")[0].split(separator: " ").last.map(String.init)
        #expect(commands[0] == [copied])
        #expect(commands[2] == [copied, "agent", "check", "http://127.0.0.1:8000/livez"])
    }

    /// Those of the image, and of the build that links against them.
    @Test(.enabled("apt knows the packages of this machine's Debian") { try Self.isBookworm() }, arguments: [0, 1])
    func `the packages are in Debian bookworm`(stage: Int) async throws {
        let packages = try await Self.packages(stage: stage)
        #expect(packages.count > 3)
        for package in packages {
            let policy = try await Command.run("/usr/bin/apt-cache", ["policy", package])
            let candidate = policy.outputText.split(separator: "\n").first { $0.contains("Candidate:") } ?? ""
            #expect(!candidate.isEmpty && !candidate.contains("(none)"), "\(package): \(policy.outputText)")
        }
    }

    /// The program that the tests run, but for Swift's own libraries: the image has those in the program itself.
    @Test(.enabled("the libraries of this machine are those of Debian bookworm") { try Self.isBookworm() })
    func `the image has every library that the program is linked with`() async throws {
        // Of the base image itself.
        let packages = try await Self.packages(stage: 1).union(["libc6", "libgcc-s1"])
        let read = try await Command.run("/usr/bin/readelf", ["--dynamic", "--wide", Program.path])
        let needed = read.outputText.matches(of: /\(NEEDED\).*\[(.+)\]/).map { String($0.output.1) }
        #expect(needed.contains("libsodium.so.23"), "\(read.errorText)")
        // libz.so.1 => /lib/x86_64-linux-gnu/libz.so.1 (0x00007f…)
        let found = try await Command.run("/usr/bin/ldd", [Program.path])
        let swift = Set(found.outputText.matches(of: /(\S+) => \S+\/lib\/swift\//).map { String($0.output.1) })
        #expect(swift.contains("libswiftCore.so"), "\(found.outputText)")
        var owners: Set<String> = []
        for library in needed where !swift.contains(library) {
            let owner = try await Command.run("/usr/bin/dpkg-query", ["--search", "*/\(library)"])
            let names = Set(
                owner.outputText.split(separator: "\n").compactMap { $0.split(separator: ":").first.map(String.init) })
            #expect(!names.isDisjoint(with: packages), "\(library): \(owner.outputText)\(owner.errorText)")
            owners.formUnion(names.intersection(packages))
        }
        // And none that nobody asks for, but for the authorities and what Swift's libraries bring with them.
        #expect(packages.subtracting(owners).isSubset(of: ["ca-certificates", "libgcc-s1", "libstdc++6"]))
    }

    private static func isBookworm() throws -> Bool {
        let release = try? String(contentsOf: URL(filePath: "/etc/os-release"), encoding: .utf8)
        return release?.contains("VERSION_CODENAME=bookworm") == true
    }
}
