// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport

/// The manifests of `k8s/`, parsed by another YAML parser than the program's.
struct Manifests {
    struct Document {
        let file: String
        let value: JSONValue

        var kind: String { value["kind"]?.string ?? "" }
        var name: String { value["metadata"]?["name"]?.string ?? "" }
    }

    let files: [String]
    let documents: [Document]
    /// What Kubernetes' schemas do not allow.
    let errors: [String]

    static let folder = "\(Repository.root)/k8s"

    init(versions: [String] = []) async throws {
        files = try FileManager.default.contentsOfDirectory(atPath: Self.folder).filter { $0.hasSuffix(".yaml") }
            .sorted()
        let answer = try await Oracle.ask(
            "kubernetes_manifests",
            question: [
                "files": JSONValue(strings: files.map { "\(Self.folder)/\($0)" }),
                "versions": JSONValue(strings: versions),
            ], of: "deployment")
        var documents: [Document] = []
        var errors: [String] = []
        for file in files {
            let read = answer["\(Self.folder)/\(file)"]
            documents += (read?["documents"]?.array ?? []).map { Document(file: file, value: $0) }
            errors += (read?["errors"]?.array ?? []).compactMap { $0.string.map { "\(file): \($0)" } }
        }
        self.documents = documents
        self.errors = errors
    }

    func all(_ kind: String) -> [Document] { documents.filter { $0.kind == kind } }

    struct NotThere: Error {
        let name: String
    }

    func document(_ kind: String, _ name: String) throws -> JSONValue {
        guard let found = all(kind).first(where: { $0.name == name }) else { throw NotThere(name: "\(kind) \(name)") }
        return found.value
    }

    /// The template of every pod, by the name of what makes it.
    var pods: [(owner: String, template: JSONValue)] {
        documents.compactMap { document in
            let spec = document.value["spec"]
            let template = spec?["jobTemplate"]?["spec"]?["template"] ?? spec?["template"]
            return template.map { ("\(document.kind) \(document.name)", $0) }
        }
    }
}

extension Manifests {
    /// Where each pod keeps its audit log; nil for where the configuration says.
    var auditDirectories: [(owner: String, directory: String?)] {
        pods.map { owner, template in
            let arguments = template["spec"]?["containers"]?.array?[0]["args"]?.array?.compactMap(\.string) ?? []
            return (owner, arguments.firstIndex(of: "--audit-directory").map { arguments[$0 + 1] })
        }
    }
}
