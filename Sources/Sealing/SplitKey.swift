// SPDX-License-Identifier: Apache-2.0
import Secrets

/// The two halves of a Fernet key.
struct SplitKey: ~Copyable {
    let signing: Secret
    let encryption: Secret
}
