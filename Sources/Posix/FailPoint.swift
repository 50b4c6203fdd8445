// SPDX-License-Identifier: Apache-2.0
import Glibc

/// A place where a test ends the process, as a power cut would. In release builds there are none.
package enum FailPoint {
    /// What the process ends with.
    package static let status: Int32 = 86
    private static let variable = "CLOUD_EXTRACTOR_FAIL_POINT"

    /// Ends the process where it is at the place that the variable names; with `stop-` before the name, the process stands
    /// still there until somebody has it go on.
    ///
    /// - Parameter name: `after-7`
    package static func pass(_ name: @autoclosure () -> String) {
        #if FAIL_POINTS
            guard let wanted = Environment.value(variable) else { return }
            let name = name()
            if wanted == name { _exit(status) }
            if wanted == "stop-\(name)" { raise(SIGSTOP) }
        #endif
    }
}
