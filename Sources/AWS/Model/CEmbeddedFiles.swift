// SPDX-License-Identifier: Apache-2.0
import CAWSCatalogue
import CAWSModels

/// The files that are compiled into the program.
enum EmbeddedFiles {
    /// A service's model, as `scripts/generate-aws-models` wrote it.
    static func model(of service: String) -> [UInt8]? {
        for index in 0..<Int(cx_aws_model_count) {
            let model = unsafe cx_aws_models[index]
            guard unsafe String(cString: model.service) == service else { continue }
            return unsafe Array(UnsafeBufferPointer(start: model.bytes, count: Int(model.count)))
        }
        return nil
    }

    /// The services that have a model, and what `AWS_ENDPOINT_URL_<SERVICE>` calls them.
    static var services: [(name: String, variable: String)] {
        (0..<Int(cx_aws_model_count)).map { index in
            let model = unsafe cx_aws_models[index]
            return unsafe (String(cString: model.service), String(cString: model.variable))
        }
    }

    /// The catalogue of resource types.
    static var catalogue: [(name: String, bytes: [UInt8])] {
        (0..<Int(cx_aws_catalogue_count)).map { index in
            let file = unsafe cx_aws_catalogue[index]
            return unsafe (
                String(cString: file.name),
                Array(UnsafeBufferPointer(start: file.bytes, count: Int(file.count)))
            )
        }
    }
}
