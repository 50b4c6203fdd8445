// SPDX-License-Identifier: Apache-2.0

extension Result {
    var value: Success? {
        if case .success(let value) = self { value } else { nil }
    }

    var failure: Failure? {
        if case .failure(let error) = self { error } else { nil }
    }
}
