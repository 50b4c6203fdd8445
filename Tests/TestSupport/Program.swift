// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The `cloud-extractor` that was built together with the tests.
package enum Program {
    package static var path: String {
        // The test bundle lies beside the products.
        let bundle = Bundle.allBundles.map(\.bundlePath).first { $0.hasSuffix(".xctest") }
        let folder =
            bundle.map { URL(filePath: $0).deletingLastPathComponent().path() }
            ?? URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().path()
        return "\(folder)/cloud-extractor".replacingOccurrences(of: "//", with: "/")
    }

    package static func start(_ arguments: String..., environment: [String: String] = [:]) throws -> RunningProgram {
        try RunningProgram(path, arguments, environment: environment)
    }

    package static func run(_ arguments: String..., environment: [String: String] = [:]) async throws -> Command {
        try await Command.run(path, arguments, environment: environment)
    }
}
