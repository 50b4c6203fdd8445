// SPDX-License-Identifier: Apache-2.0

/// Why a unit's extraction ended early: the cloud's fault, or that of whoever took the records.
package enum ExtractionError<Failure: Error>: Error {
    case cloud(CloudError)
    case sink(Failure)
}
