// SPDX-License-Identifier: Apache-2.0

/// The two key-value engines. Version 2 keeps old versions and puts `data/` into its paths.
package enum KVVersion: Int, Sendable {
    case v1 = 1
    case v2
}
