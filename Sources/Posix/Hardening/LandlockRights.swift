// SPDX-License-Identifier: Apache-2.0

/// What a process may do below a path: `LANDLOCK_ACCESS_FS_*` of linux/landlock.h.
struct LandlockRights: OptionSet, Sendable {
    let rawValue: UInt64

    static let execute = LandlockRights(rawValue: 1 << 0)
    static let writeFile = LandlockRights(rawValue: 1 << 1)
    static let readFile = LandlockRights(rawValue: 1 << 2)
    static let readDirectory = LandlockRights(rawValue: 1 << 3)
    static let removeDirectory = LandlockRights(rawValue: 1 << 4)
    static let removeFile = LandlockRights(rawValue: 1 << 5)
    static let makeDirectory = LandlockRights(rawValue: 1 << 7)
    static let makeFile = LandlockRights(rawValue: 1 << 8)
    static let makeSocket = LandlockRights(rawValue: 1 << 9)
    static let makeLink = LandlockRights(rawValue: 1 << 12)
    /// Links and renames from one directory to another. What a kernel without it does is deny them all.
    static let refer = LandlockRights(rawValue: 1 << 13)
    static let truncate = LandlockRights(rawValue: 1 << 14)
    static let controlDevice = LandlockRights(rawValue: 1 << 15)

    /// The last version that this knows.
    static let lastABI = 7

    /// All that a kernel can withhold, devices and pipes that nobody here makes among it.
    static func known(to abi: Int) -> LandlockRights {
        let count =
            switch abi {
            case ..<1: 0
            case 1: 13
            case 2: 14
            case 3, 4: 15
            default: 16
            }
        return LandlockRights(rawValue: 1 << count - 1)
    }

    static let reading: LandlockRights = [.readFile, .readDirectory]
    static let executing: LandlockRights = [.readFile, .readDirectory, .execute]
    static let writing: LandlockRights = [
        .readFile, .readDirectory, .writeFile, .removeDirectory, .removeFile, .makeDirectory, .makeFile, .makeSocket,
        .makeLink, .refer, .truncate,
    ]

    /// What can be said of a file that is no directory; anything else the kernel refuses with EINVAL.
    static let ofFiles: LandlockRights = [.execute, .writeFile, .readFile, .truncate, .controlDevice]
}
