// SPDX-License-Identifier: Apache-2.0
import Glibc

/// A shell pattern, glob(7): `*`, `?` and `[…]`.
package struct Glob: Sendable, Hashable {
    package let pattern: String

    package init(_ pattern: String) { self.pattern = pattern }

    package func matches(_ text: String) -> Bool { unsafe fnmatch(pattern, text, FNM_NOESCAPE) == 0 }
}
