// SPDX-License-Identifier: Apache-2.0
package import Secrets

/// What is in it: secrets do not go through the macros of Swift Testing.
package func bytes(_ secret: borrowing Secret) -> [UInt8] {
    secret.withBytes { span in span.indices.map { span[$0] } }
}

package func bytes(_ secret: SharedSecret) -> [UInt8] {
    secret.withBytes { span in span.indices.map { span[$0] } }
}
