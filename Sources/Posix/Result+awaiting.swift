// SPDX-License-Identifier: Apache-2.0
extension Result {
    /// What comes of asynchronous work, as `init(catching:)` says of other work: for whoever has something left to do
    /// before an error may go on its way.
    package static func awaiting(_ work: () async throws(Failure) -> Success) async -> Result {
        do throws(Failure) {
            return .success(try await work())
        } catch {
            return .failure(error)
        }
    }

    package var value: Success? {
        if case .success(let value) = self { value } else { nil }
    }

    package var failure: Failure? {
        if case .failure(let error) = self { error } else { nil }
    }
}
