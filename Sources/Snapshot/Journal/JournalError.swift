// SPDX-License-Identifier: Apache-2.0
package import Posix

/// Why a snapshot that was not closed cannot be gone on with.
package enum JournalError: Error, Equatable {
    case storage(SystemError)
    /// There is no journal: nothing was begun, or it has been closed.
    case missing(path: String)
    /// Another process is at it.
    case inUse(path: String)
    /// The ring has no key of the id that the journal names.
    case unknownKey(id: String)
    /// Not a journal of ours, or changed bytes.
    case damaged(path: String, line: Int)
    /// What it was begun with is not what it would go on with: `configuration`, `catalogue`, `version`.
    case changed(path: String, what: String)
}
