// SPDX-License-Identifier: Apache-2.0
package import Secrets

extension SharedSecret {
    package static func test(_ text: String) -> SharedSecret { SharedSecret(Secret(copying: Array(text.utf8).span)) }
}
