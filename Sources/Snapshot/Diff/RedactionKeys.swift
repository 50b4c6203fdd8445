// SPDX-License-Identifier: Apache-2.0
import JSON

/// The keys of the ring under which two snapshots were taken, by which hashes stand in them in place of secrets.
struct RedactionKeys: Sendable, Equatable {
    let old: String
    let new: String

    /// Hashes of secrets under two keys say nothing of each other. What bears the name of another key is no hash of ours,
    /// and may be there to be overlooked.
    func areIncomparable(_ old: JSONValue?, _ new: JSONValue?) -> Bool {
        guard self.old != self.new, let old = old?.string, let new = new?.string else { return false }
        let pattern = /hmac-sha256:([^:]*):[0-9a-f]{32}/
        let (before, after) = (old.matches(of: pattern), new.matches(of: pattern))
        guard !before.isEmpty, before.count == after.count, before.allSatisfy({ $0.1 == self.old }),
            after.allSatisfy({ $0.1 == self.new })
        else { return false }
        // What stands between them is what it was, and so many of them as there were.
        func rest(_ text: String) -> [Substring] { text.split(separator: pattern, omittingEmptySubsequences: false) }
        return rest(old) == rest(new)
    }
}
