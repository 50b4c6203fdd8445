// SPDX-License-Identifier: Apache-2.0
import Posix

/// By how much an occurrence is put off, so that many hosts with one configuration do not all begin at once.
///
/// Drawn from a hash of who, what and when, not by chance: a process that is started anew draws the same.
enum Jitter {
    /// Seconds from 0, and fewer than `bound`.
    ///
    /// - Parameters:
    ///   - salt: another one for each host.
    ///   - bound: at least 1.
    static func offset(of job: String, at occurrence: Timestamp, salt: String, below bound: Int64) -> Int64 {
        let hash = mixed(fnv1a("\(salt)\0\(job)\0\(occurrence.seconds)".utf8))
        return Int64(hash.multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// FNV-1a with 64 bits.
    static func fnv1a(_ bytes: some Sequence<UInt8>) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    /// MurmurHash3's finalizer, fmix64: of FNV's result the last byte reaches the high bits too little.
    static func mixed(_ hash: UInt64) -> UInt64 {
        var hash = hash
        hash = (hash ^ (hash >> 33)) &* 0xFF51_AFD7_ED55_8CCD
        hash = (hash ^ (hash >> 33)) &* 0xC4CE_B9FE_1A85_EC53
        return hash ^ (hash >> 33)
    }
}
