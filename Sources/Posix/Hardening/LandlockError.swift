// SPDX-License-Identifier: Apache-2.0

/// Why a process could not be restricted, though the kernel can.
package enum LandlockError: Error, Equatable, CustomStringConvertible {
    /// How many there are.
    case threads(Int)
    case system(SystemError)

    package var description: String {
        switch self {
        case .threads(let count):
            "Landlock restricts one thread, and there are \(count): it has to come before the first of the others"
        case .system(let error): "\(error)"
        }
    }
}
