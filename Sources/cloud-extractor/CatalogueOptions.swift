// SPDX-License-Identifier: Apache-2.0
import AWS
import Agent
import ArgumentParser
import Posix
import StrictYAML

/// Which resource types there are.
struct CatalogueOptions: ParsableArguments {
    @Option(name: .long, help: "A directory with types of your own, as in extractors.catalogue_dirs; may be repeated.")
    var catalogueDir: [String] = []

    func catalogue() throws(Failure) -> AWSCatalogue {
        let files: [(path: String, bytes: [UInt8])]
        do {
            files = try AWSCatalogue.files(in: catalogueDir)
        } catch {
            throw Failure(error)
        }
        do {
            return try AWSCatalogue.embedded.adding(files)
        } catch {
            throw Failure(AgentError.configuration(error))
        }
    }
}

extension AWSCatalogue {
    func loaded() throws(Failure) -> [AWSResource] {
        do {
            return try resources()
        } catch {
            throw Failure(.defect, "the catalogue of resource types: \(error)")
        }
    }
}
