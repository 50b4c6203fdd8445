// SPDX-License-Identifier: Apache-2.0
import AWS
import Audit
import Ciphers
import Logging
import Posix
import Schedule
import StrictYAML
import Telemetry
import Vault

extension AgentConfiguration {
    /// Reads the configuration.
    ///
    /// - Parameter extractors: `extractors.yaml` beside the configuration when not given.
    package static func load(
        path: String, extractors: String?
    ) throws(AgentError) -> AgentConfiguration {
        let extractorsPath = extractors ?? "\(Directory.parent(of: path))/extractors.yaml"
        let main = try contents(of: path)
        let second = try contents(of: extractorsPath)
        do throws(YAMLError) {
            var map = try YAMLMapping(try YAMLNode(parsing: text(main, path), file: path))
            var types = try YAMLMapping(try YAMLNode(parsing: text(second, extractorsPath), file: extractorsPath))
            let settings = try ExtractorSettings(&types)
            var hash = SHA256()
            hash.update(SHA256.hash(main).span)
            hash.update(SHA256.hash(second).span)
            return try AgentConfiguration(&map, extractors: settings, digest: Hex.string(hash.finalize()))
        } catch {
            throw .configuration(error)
        }
    }

    private static func contents(of path: String) throws(AgentError) -> [UInt8] {
        do {
            return try FileDescriptor.contents(of: path)
        } catch {
            throw .configurationUnreadable(error)
        }
    }

    private static func text(_ bytes: [UInt8], _ path: String) throws(YAMLError) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw YAMLError(YAMLLocation(file: path, line: 1, column: 1), .malformed("it is not UTF-8 text"))
        }
        return text
    }

    private init(
        _ map: inout YAMLMapping, extractors: ExtractorSettings, digest: String
    ) throws(YAMLError) {
        var app = try map.required("app", try map.mapping("app"))
        _ = try app.string("name")
        _ = try app.string("version")
        environment = try app.required("environment", try app.vaultPath("environment"))
        logLevel = try Self.logLevel(&app)
        try app.end()
        var vault = try map.required("vault", try map.mapping("vault"))
        self.vault = try VaultSettings(&vault)
        var encryption = try map.required("encryption", try map.mapping("encryption"))
        keyRing = try encryption.vaultPath("key_ring") ?? "fernet"
        try encryption.end()
        var audit = try map.required("audit", try map.mapping("audit"))
        self.audit = try AuditSettings(&audit)
        var providers = try map.mapping("cloud_providers")
        aws = try Self.section(try providers?.mapping("aws")) { (map) throws(YAMLError) in try AWSSettings(&map) }
        azure = try Self.section(try providers?.mapping("azure")) { (map) throws(YAMLError) in try AzureSettings(&map) }
        gcp = try Self.section(try providers?.mapping("gcp")) { (map) throws(YAMLError) in try GCPSettings(&map) }
        try providers?.end()
        var transport = try map.required("transport", try map.mapping("transport"))
        self.transport = try TransportSettings(&transport)
        var processing = try map.mapping("processing")
        self.processing = try ProcessingSettings(&processing)
        agent = try Self.section(try map.mapping("agent")) { (map) throws(YAMLError) in try AgentSettings(&map) }
        schedule = try Self.section(try map.mapping("schedule")) { (map) throws(YAMLError) in try ScheduleSettings(&map)
        }
        api = try Self.section(try map.mapping("api")) { (map) throws(YAMLError) in try APISettings(&map) }
        try map.end()
        self.extractors = extractors
        self.digest = digest
        if let setting = checkAndSet, self.vault.mount.version == .v1 {
            throw map.invalid(setting.section, "has \(setting.key), and vault.kv_version 1 knows no check-and-set")
        }
        for job in schedule?.jobs ?? [] {
            guard let obstacle = obstacle(to: job.work) else { continue }
            throw map.invalid("schedule", "has the job '\(job.timing.name)', which cannot be done: \(obstacle.text)")
        }
    }

    /// A setting whose writes to Vault rest on what was read before.
    private var checkAndSet: (section: String, key: String)? {
        if audit.anchor != nil { return ("audit", "an anchor") }
        if schedule?.lock != nil { return ("schedule", "a lock") }
        return nil
    }

    private static func logLevel(_ app: inout YAMLMapping) throws(YAMLError) -> Logger.Level {
        guard let word = try app.string("log_level") else { return .info }
        guard let level = Logger.Level(configuration: word) else {
            throw app.invalid("log_level", "is none of \(Logger.Level.configurationWords.joined(separator: ", "))")
        }
        return level
    }

    /// - Parameter map: nil where there is no such section.
    private static func section<Settings>(
        _ map: YAMLMapping?, _ read: (inout YAMLMapping) throws(YAMLError) -> Settings
    ) throws(YAMLError) -> Settings? {
        guard var map else { return nil }
        return try read(&map)
    }
}

extension AgentConfiguration.AuditSettings {
    /// A week: NIST SP 800-53 AU-9(2) as FedRAMP sets it.
    private static let standardLag: Int64 = 7 * 86_400

    fileprivate init(_ map: inout YAMLMapping) throws(YAMLError) {
        directory = try map.required("directory", try map.string("directory"))
        signingKey = try map.vaultPath("signing_key") ?? "audit"
        let origin = try map.required("origin", try map.string("origin"))
        let text = try map.required("verifier_key", try map.string("verifier_key"))
        guard let verifier = NoteVerifier(text) else {
            throw map.invalid("verifier_key", "is no verifier key, NAME+HASH+KEY, of an Ed25519 key")
        }
        guard verifier.name == origin else {
            throw map.invalid("verifier_key", "is that of \(verifier.name), not of the origin \(origin)")
        }
        var earlier: [NoteVerifier] = []
        for text in try map.filledStrings("earlier_verifier_keys") ?? [] {
            guard let key = NoteVerifier(text) else {
                throw map.invalid("earlier_verifier_keys", "holds what is no verifier key")
            }
            earlier.append(key)
        }
        guard let verifier = verifier.following(earlier) else {
            throw map.invalid("earlier_verifier_keys", "holds a key of another origin")
        }
        self.verifier = verifier
        anchor = try map.vaultPath("anchor")
        anchorMaximumLag = try map.seconds("anchor_max_lag", upTo: 366 * 86_400) ?? Self.standardLag
        try map.end()
    }
}

extension AgentConfiguration.ProcessingSettings {
    fileprivate init(_ map: inout YAMLMapping?) throws(YAMLError) {
        workers = try map?.integer("max_workers", in: 1...256) ?? workers
        batchSize = try map?.integer("batch_size", in: 1...100_000) ?? batchSize
        attempts = try map?.integer("retry_attempts", in: 1...20) ?? attempts
        if let seconds = try map?.number("retry_delay", in: 0...60) {
            retryDelay = .milliseconds(Int64(seconds * 1000))
        }
        callsPerSecond = try map?.number("max_calls_per_second", in: 0.1...10_000)
        try map?.end()
    }
}
