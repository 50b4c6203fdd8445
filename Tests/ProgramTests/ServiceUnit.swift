// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

/// A file of `systemd/`: systemd.syntax(7), as far as it is used there.
struct ServiceUnit: Sendable, CustomTestStringConvertible {
    let name: String
    /// In their order; a key may come several times.
    let settings: [(key: String, value: String)]

    var testDescription: String { name }

    static let all: [ServiceUnit] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(Repository.root)/systemd")) ?? []
        return names.sorted().filter { $0.hasSuffix(".service") || $0.hasSuffix(".timer") }
            .compactMap { try? ServiceUnit($0) }
    }()
    static let services = all.filter { $0.name.hasSuffix(".service") }

    init(_ name: String) throws {
        self.name = name
        settings = try Repository.text("systemd/\(name)").split(separator: "\n").compactMap { line in
            guard !line.hasPrefix("#"), let equals = line.firstIndex(of: "=") else { return nil }
            return (String(line[..<equals]), String(line[line.index(after: equals)...]))
        }
    }

    func values(_ key: String) -> [String] {
        settings.filter { $0.key == key }.flatMap { $0.value.split(separator: " ").map(String.init) }
    }
}
