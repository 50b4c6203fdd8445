// SPDX-License-Identifier: Apache-2.0
import Glibc

/// A place where a test ends the process, as a power cut would. In release builds there are none.
package enum FailPoint {
    /// What the process ends with.
    package static let status: Int32 = 86
    private static let variable = "CLOUD_EXTRACTOR_FAIL_POINT"

    /// - Parameter name: `after-7`
    package static func pass(_ name: @autoclosure () -> String) {
        #if FAIL_POINTS
            if Environment.value(variable) == name() { _exit(status) }
        #endif
    }
}
