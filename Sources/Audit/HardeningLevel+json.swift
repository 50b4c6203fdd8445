// SPDX-License-Identifier: Apache-2.0
package import JSON
package import Posix

extension HardeningLevel {
    /// For an entry's detail: `{"core_files":false,"dumpable":false,"landlock":7,"new_privileges":false}`. `landlock` is the
    /// ABI's version, or the words of what is in its way, or null where it was not asked for.
    package var json: JSONObject {
        var object = JSONObject()
        object["core_files"] = .bool(!hasNoCoreFiles)
        object["dumpable"] = .bool(!isUndumpable)
        object["new_privileges"] = .bool(!forbidsNewPrivileges)
        object["landlock"] =
            switch landlock {
            case .abi(let version)?: JSONValue(version)
            case .unavailable(let obstacle)?: .string(obstacle.rawValue)
            case nil: .null
            }
        return object
    }
}
