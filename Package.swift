// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

/// Every Swift target is compiled under the same law; nothing opts out.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    // Places where tests end the process; see FailPoint.
    .define("FAIL_POINTS", .when(configuration: .debug)),
]

/// A target and the only modules that it may import. `Tests/ArchitectureTests` holds the sources against this list.
func module(_ name: String, _ dependencies: Target.Dependency...) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(
    of name: String, _ dependencies: Target.Dependency..., exclude: [String] = [], resources: [Resource]? = nil
) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: dependencies + ["TestSupport"], exclude: exclude, resources: resources,
        swiftSettings: strict)
}

func library(_ name: String, apt package: String) -> Target {
    .systemLibrary(name: name, providers: [.apt([package])])
}

let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let metrics = Target.Dependency.product(name: "Metrics", package: "swift-metrics")
let coreMetrics = Target.Dependency.product(name: "CoreMetrics", package: "swift-metrics")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let hummingbird = [
    Target.Dependency.product(name: "Hummingbird", package: "hummingbird"),
    .product(name: "HummingbirdTLS", package: "hummingbird"), .product(name: "HTTPTypes", package: "swift-http-types"),
    .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
    .product(name: "NIOHTTPTypes", package: "swift-nio-extras"), .product(name: "NIOSSL", package: "swift-nio-ssl"),
]
let jwt = Target.Dependency.product(name: "JWTKit", package: "jwt-kit")

let server = ["FlyingFox", "FlyingSocks"].map { Target.Dependency.product(name: $0, package: "FlyingFox") }

let package = Package(
    name: "cloud-extractor",
    products: [
        .executable(name: "cloud-extractor", targets: ["cloud-extractor"]),
        .executable(name: "cloud-simulator", targets: ["cloud-simulator"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        // No traits: reads no configuration of its own.
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: ["FullFoundation"]),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
        // Tests only.
        .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
    ],
    targets: [
        library("CSodium", apt: "libsodium-dev"),
        library("COpenSSL", apt: "libssl-dev"),
        library("CCurl", apt: "libcurl4-openssl-dev"),
        library("CZlib", apt: "zlib1g-dev"),
        .systemLibrary(name: "CLinux"),

        .target(
            name: "CAWSModels",
            exclude: ["README.md", "operations.txt", "LICENSE-botocore.txt", "NOTICE-botocore.txt", "models"]),
        .target(name: "CAWSCatalogue", exclude: ["types"]),
        .target(name: "CAzureCatalogue", exclude: ["types"]),
        .target(name: "CGCPCatalogue", exclude: ["types"]),

        module("Posix", "CLinux"),
        module("JSON"),
        module("Telemetry", "Posix", "JSON", logging, metrics, coreMetrics),
        module("Schedule", "Posix", "JSON"),
        module("Secrets", "CSodium", "Posix"),
        module("SecretJSON", "Secrets", "JSON"),
        module("Ciphers", "COpenSSL", "Secrets"),
        module("HTTP", "CCurl", "Secrets", "Posix"),
        module("StrictYAML", yams),
        module("Cloud", "JSON"),
        module("Compression", "CZlib", "Secrets"),
        module("Sealing", "Compression", "Ciphers", "Secrets", "Posix"),
        module("Audit", "Ciphers", "Secrets", "Posix", "JSON"),
        module("Vault", "HTTP", "Audit", "SecretJSON", "Secrets", "Posix", "JSON"),

        module("Access", "Cloud", "HTTP", "Audit", "Posix", "JSON"),
        module("REST", "Access", "Cloud", "HTTP", "Ciphers", "SecretJSON", "Secrets", "Posix", "JSON", "StrictYAML"),
        module("SigV4", "HTTP", "Ciphers", "Secrets", "Posix"),
        module(
            "AWS", "Rotation", "SigV4", "Access", "Cloud", "HTTP", "Audit", "Ciphers", "Secrets", "Posix", "JSON",
            "StrictYAML", "CAWSModels",
            "CAWSCatalogue"),
        module(
            "Azure", "Rotation", "REST", "Access", "Cloud", "HTTP", "Audit", "Ciphers", "SecretJSON", "Secrets",
            "Posix", "JSON",
            "CAzureCatalogue"),
        module(
            "GCP", "Rotation", "REST", "Access", "Cloud", "HTTP", "Audit", "Ciphers", "SecretJSON", "Secrets", "Posix",
            "JSON",
            "CGCPCatalogue"),

        module("Rotation", "Access", "Audit", "Secrets", "Posix", "JSON"),

        module("Transports", "SigV4", "Sealing", "HTTP", "Audit", "Ciphers", "Secrets", "Posix", "JSON"),
        module("Snapshot", "Cloud", "Sealing", "Audit", "Ciphers", "Secrets", "Posix", "JSON"),

        module(
            "Agent", "Rotation", "SigV4", "AWS", "Azure", "GCP", "REST", "Access", "Vault", "Snapshot", "Transports",
            "Audit", "Sealing", "Cloud", "HTTP", "Ciphers", "Secrets", "StrictYAML", "Schedule", "Telemetry", "JSON",
            "Posix", logging, metrics, coreMetrics),

        .target(
            name: "API",
            dependencies: [
                "Agent", "Telemetry", "Access", "Audit", "Vault", "Cloud", "HTTP", "Secrets", "Snapshot", "JSON",
                "Posix", logging, metrics,
                jwt,
            ] + hummingbird,
            swiftSettings: strict),

        .executableTarget(
            name: "cloud-extractor",
            dependencies: [
                "Agent", "Rotation", "AWS", "Azure", "GCP", "REST", "Access", "Vault", "Snapshot", "Transports",
                "Audit", "Sealing",
                "Cloud", "HTTP", "SecretJSON", "Secrets", "StrictYAML", "JSON", "Posix", "API", "Telemetry", arguments,
                logging,
                metrics,
            ], swiftSettings: strict,
            // The dynamic linker's lazy binding would save vector registers, and what was copied through them, on stacks.
            linkerSettings: [.unsafeFlags(["-Xlinker", "-z", "-Xlinker", "now"])]),

        .target(
            name: "TestSupport", dependencies: ["Audit", "Secrets", "JSON", "Posix"], path: "Tests/TestSupport",
            swiftSettings: strict),
        .target(
            name: "CloudSimulator", dependencies: ["Ciphers", "Secrets", "Posix", "JSON"], path: "Tests/CloudSimulator",
            exclude: ["Estate"], swiftSettings: strict),
        .executableTarget(
            name: "cloud-simulator", dependencies: ["CloudSimulator", arguments] + server,
            path: "Tests/cloud-simulator", swiftSettings: strict),
        tests(of: "CloudSimulator", "CloudSimulator", "Ciphers", "Secrets", "Posix", "JSON"),
        tests(
            of: "Agent", "Agent", "Access", "Audit", "Rotation", "Schedule", "Snapshot", "Cloud", "Vault", "Posix",
            "JSON",
            "Secrets", "StrictYAML", logging),
        tests(of: "Posix", "Posix"),
        tests(of: "Telemetry", "Telemetry", "Secrets", "Posix", "JSON", logging, metrics, coreMetrics),
        tests(of: "JSON", "JSON"),
        tests(of: "Schedule", "Schedule", "Posix", "JSON"),
        tests(of: "StrictYAML", "StrictYAML"),
        tests(of: "Secrets", "Secrets", "Posix"),
        tests(of: "Ciphers", "Ciphers", "Secrets", "JSON", resources: [.copy("Vectors")]),
        tests(of: "Compression", "Compression", "Secrets"),
        tests(
            of: "Sealing", "Sealing", "Compression", "Ciphers", "Secrets", "Posix", "JSON",
            resources: [.copy("Vectors")]),
        tests(of: "Audit", "Audit", "Secrets", "Posix", "JSON"),
        tests(of: "Transports", "Transports", "SigV4", "HTTP", "Audit", "Sealing", "Secrets", "Posix", "JSON"),
        tests(of: "Snapshot", "Snapshot", "Transports", "Audit", "Sealing", "Cloud", "Secrets", "Posix", "JSON"),
        tests(of: "Cloud", "Cloud", "JSON"),
        tests(of: "Access", "Access", "Cloud", "HTTP"),
        tests(of: "HTTP", "HTTP", "Secrets"),
        tests(of: "Vault", "Vault", "Audit", "HTTP", "Secrets", "Posix", "JSON"),
        tests(of: "SigV4", "SigV4", "HTTP", "Ciphers", "Secrets", "Posix", "JSON", resources: [.copy("Vectors")]),
        tests(
            of: "AWS", "AWS", "SigV4", "Access", "Audit", "Ciphers", "Cloud", "HTTP", "Secrets", "Posix", "JSON",
            "StrictYAML"),
        tests(
            of: "REST", "REST", "Azure", "GCP", "Access", "Cloud", "HTTP", "Secrets", "Posix", "JSON", "StrictYAML"),
        tests(
            of: "Program", "cloud-extractor", "cloud-simulator", "Cloud", "JSON", "Posix",
            exclude: ["azure-operations.txt", "coverage.txt", "gcp-permissions.txt"]),
        tests(of: "Rotation", "Rotation", "Posix", "JSON"),
        tests(
            of: "API", "API", "Agent", "HTTP", "Posix", "JSON", logging,
            .product(name: "HTTPTypes", package: "swift-http-types")),
        tests(of: "Architecture"),
    ]
)
