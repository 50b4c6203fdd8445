// SPDX-License-Identifier: Apache-2.0
import CAWSCatalogue
import CAWSModels

/// The files that are compiled into the program.
enum EmbeddedFiles {
    /// The service models, by service, as `scripts/generate-aws-models` wrote them.
    static var models: [(name: String, bytes: [UInt8])] {
        (0..<Int(cx_aws_model_count)).map { index in
            let model = unsafe cx_aws_models[index]
            return unsafe (
                String(cString: model.service),
                Array(UnsafeBufferPointer(start: model.bytes, count: Int(model.count)))
            )
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
