// SPDX-License-Identifier: Apache-2.0
import JSON
import Vault

extension Result where Failure == VaultError {
    /// What the audit log says of it.
    func detail(_ success: (Success) -> JSONObject) -> JSONObject {
        switch self {
        case .success(let value): success(value)
        case .failure(let error): ["result": .string(error.word)]
        }
    }
}
