// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

/// The house's rules, held against the sources themselves.
struct ImportTests {
    private struct Source {
        let target: String
        let path: String
        let lines: [String]

        var name: String { URL(filePath: path).lastPathComponent }
        var imports: [String] {
            lines.compactMap { line in
                guard
                    let match = line.firstMatch(
                        of: /^(?:@testable |@preconcurrency )?(?:package |public |internal )?import (\w+)/)
                else { return nil }
                return String(match.1)
            }
        }
    }

    /// What a target may import of the project's own, each arrow pointing down.
    private static let arrows: [String: Set<String>] = [
        "cloud-extractor": [
            "Agent", "Rotation", "AWS", "Azure", "GCP", "REST", "Access", "Vault", "Snapshot", "Transports", "Audit",
            "Sealing",
            "Cloud", "HTTP", "SecretJSON", "Secrets",
            "StrictYAML",
            "JSON", "Posix", "API", "Telemetry", "Schedule",
        ],
        "API": [
            "Agent", "Telemetry", "Access", "Audit", "Vault", "Cloud", "HTTP", "Secrets", "Snapshot", "JSON", "Posix",
        ],
        "Agent": [
            "Schedule", "Telemetry", "Rotation", "SigV4", "AWS", "Azure", "GCP", "REST", "Access", "Vault", "Snapshot",
            "Transports",
            "Audit",
            "Sealing",
            "Cloud",
            "HTTP", "Ciphers",
            "Secrets", "StrictYAML", "JSON", "Posix",
        ],
        "Access": ["Cloud", "HTTP", "Audit", "Posix", "JSON"],
        "REST": ["Access", "Cloud", "HTTP", "Ciphers", "SecretJSON", "Secrets", "Posix", "JSON", "StrictYAML"],
        "Azure": [
            "Rotation", "REST", "Access", "Cloud", "HTTP", "Audit", "Ciphers", "SecretJSON", "Secrets", "Posix", "JSON",
        ],
        "GCP": [
            "Rotation", "REST", "Access", "Cloud", "HTTP", "Audit", "Ciphers", "SecretJSON", "Secrets", "Posix", "JSON",
        ],
        "SigV4": ["HTTP", "Ciphers", "Secrets", "Posix"],
        "Rotation": ["Access", "Audit", "Secrets", "Posix", "JSON"],
        "AWS": [
            "Rotation", "SigV4", "Access", "Cloud", "HTTP", "Audit", "Ciphers", "Secrets", "Posix", "JSON",
            "StrictYAML",
        ],
        "Vault": ["HTTP", "Audit", "SecretJSON", "Secrets", "Posix", "JSON"],
        "Snapshot": ["Cloud", "Sealing", "Audit", "Ciphers", "Secrets", "Posix", "JSON"],
        "Transports": ["SigV4", "Sealing", "HTTP", "Audit", "Ciphers", "Secrets", "Posix", "JSON"],
        "Audit": ["Ciphers", "Secrets", "Posix", "JSON"],
        "Sealing": ["Compression", "Ciphers", "Secrets", "Posix"],
        "Compression": ["Secrets"],
        "Cloud": ["JSON"],
        "Schedule": ["Posix", "JSON"],
        "HTTP": ["Secrets", "Posix"],
        "Ciphers": ["Secrets"],
        "SecretJSON": ["Secrets", "JSON"],
        "Secrets": ["Posix"],
        "Telemetry": ["Posix", "JSON"],
        "StrictYAML": [], "JSON": [], "Posix": [],
    ]

    /// Who may import what is not the project's own: one target for each C library and each package.
    private static let importers: [String: Set<String>] = [
        "CSodium": ["Secrets"], "COpenSSL": ["Ciphers"], "CCurl": ["HTTP"], "CZlib": ["Compression"],
        "CLinux": ["Posix"], "Glibc": ["Posix"],
        "CAWSModels": ["AWS"], "CAWSCatalogue": ["AWS"], "CAzureCatalogue": ["Azure"], "CGCPCatalogue": ["GCP"],
        "Yams": ["StrictYAML"], "ArgumentParser": ["cloud-extractor"],
        "Logging": ["Telemetry", "Agent", "API", "cloud-extractor"], "Metrics": ["Telemetry", "Agent", "API"],
        "CoreMetrics": ["Telemetry", "Agent", "cloud-extractor"],
        "Hummingbird": ["API"], "HummingbirdCore": ["API"], "HummingbirdTLS": ["API"], "HTTPTypes": ["API"],
        "NIOCore": ["API"], "NIOHTTP1": ["API"], "NIOHTTPTypes": ["API"], "NIOSSL": ["API"], "JWTKit": ["API"],
        "FoundationEssentials": ["Posix", "AWS"],
        // Time zones, in one file; and what JWTKit takes.
        "Foundation": ["Schedule", "API"],
        "Synchronization": [
            "Access", "Agent", "HTTP", "Audit", "Snapshot", "Transports", "Vault", "AWS", "REST", "Posix",
            "Telemetry", "API", "cloud-extractor",
        ],
    ]

    private static func sources() throws -> [Source] {
        let root = "\(Repository.root)/Sources"
        let names = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
        return try names.filter { $0.hasSuffix(".swift") }.map { name in
            let text = try String(contentsOf: URL(filePath: "\(root)/\(name)"), encoding: .utf8)
            return Source(
                target: String(name.split(separator: "/")[0]), path: name,
                lines: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
        }
    }

    @Test func `every import is an arrow of the design`() throws {
        let sources = try Self.sources()
        #expect(sources.count > 100)
        for source in sources {
            let allowed = try #require(Self.arrows[source.target], "\(source.target) is not in the house")
            for name in source.imports {
                if Self.arrows[name] != nil {
                    #expect(allowed.contains(name), "\(source.path) imports \(name)")
                } else {
                    let importers = try #require(
                        Self.importers[name], "\(source.path) imports \(name), which nobody may")
                    #expect(importers.contains(source.target), "\(source.path) imports \(name)")
                }
            }
        }
    }

    @Test func `Foundation is three files' business`() throws {
        let importers = try Self.sources().filter { $0.imports.contains("Foundation") }.map(\.path)
        #expect(
            importers.sorted() == [
                "API/Tokens/KeySet.swift", "API/Tokens/TokenVerifier.swift", "Schedule/ZonedCalendar.swift",
            ])
    }

    @Test func `the arrows make no circle`() {
        var order: [String] = []
        while order.count < Self.arrows.count {
            let next = Self.arrows.filter { name, below in !order.contains(name) && below.isSubset(of: order) }.keys
            guard !next.isEmpty else {
                Issue.record("a circle above \(order)")
                return
            }
            order += next
        }
    }

    /// The files that wrap C, named after the C thing.
    private static func mayBeUnsafe(_ source: Source) -> Bool {
        switch source.target {
        case "Posix": true
        case "Secrets": source.name.hasPrefix("Sodium+")
        case "Ciphers": source.name.hasPrefix("OpenSSL+")
        case "HTTP": source.name.hasPrefix("Curl+")
        case "Compression": source.name.hasPrefix("Zlib+")
        case "AWS": source.name == "CEmbeddedFiles.swift"
        case "Azure": source.name == "CAzureCatalogue+files.swift"
        case "GCP": source.name == "CGCPCatalogue+files.swift"
        default: false
        }
    }

    @Test func `unsafe stands only where C is wrapped`() throws {
        var marked = 0
        for source in try Self.sources() {
            for (number, line) in source.lines.enumerated() {
                let code = line.prefix { $0 != "/" }
                guard code.contains(/\bunsafe\b|\bUnsafe\w+|nonisolated\(unsafe\)|@unchecked/) else { continue }
                marked += 1
                #expect(Self.mayBeUnsafe(source), "\(source.path):\(number + 1)")
            }
        }
        #expect(marked > 50)
    }

    @Test func `no task is loose and nothing traps on input`() throws {
        for source in try Self.sources() {
            for (number, line) in source.lines.enumerated() {
                let code = line.trimmingCharacters(in: .whitespaces)
                #expect(!code.hasPrefix("Task {"), "\(source.path):\(number + 1)")
                #expect(!code.contains("Task.detached"), "\(source.path):\(number + 1)")
                #expect(!code.contains("try!"), "\(source.path):\(number + 1)")
            }
        }
    }

    @Test func `files are small and say their licence`() throws {
        let sources = try Self.sources()
        let counts = sources.map(\.lines.count).sorted()
        #expect(counts[counts.count / 2] < 110, "the median")
        #expect(counts.count { $0 > 300 } <= 2)
        #expect((counts.last ?? 0) <= 500)
        for source in sources {
            #expect(source.lines.first == "// SPDX-License-Identifier: Apache-2.0", "\(source.path)")
        }
    }
}
