// SPDX-License-Identifier: Apache-2.0
import Posix

@testable import Rotation

/// Vault and a provider, as far as a rotation sees them.
struct RotationWorld: Hashable {
    struct Key: Hashable {
        var isEnabled = true
        var createdAt: Int64
        /// The program asked for it.
        var isOurs: Bool
        var mark: String?
    }

    var document = RotationDocument(current: "key-0")
    /// Whose secrets the document's secret holds.
    var stored: Set<String> = ["key-0"]
    var keys: [String: Key] = ["key-0": Key(createdAt: 0, isOurs: true)]
    var now: Int64 = 1000
    var created = 0
    /// What went wrong; nothing if all is well.
    var harm: String?

    var time: Timestamp { Timestamp(seconds: now) }

    func listing(_ traits: IssuerTraits, without hidden: String? = nil) -> [IssuedKey] {
        keys.filter { $0.key != hidden }.sorted { $0.key < $1.key }.map { id, key in
            IssuedKey(
                id: id, createdAt: Timestamp(seconds: key.createdAt), isEnabled: key.isEnabled,
                mark: traits.evidence == .mark ? key.mark : nil)
        }
    }

    /// - Parameter held: the key whose secret is held: its id, or what it will be known by.
    mutating func write(_ next: RotationDocument, _ move: SecretMove, held: String?) {
        switch move {
        case .storePending:
            if let held { stored.insert(held) } else { harm = "nothing was there to be stored" }
        case .namePending:
            guard let pending = next.pending, let mark = document.mark, stored.remove(mark) != nil else {
                harm = "nothing was there to be named"
                break
            }
            stored.insert(pending)
            if keys[pending]?.mark != mark { harm = "\(pending) is not the key that is stored" }
        case .dropPending: for name in [document.pending, document.mark].compactMap(\.self) { stored.remove(name) }
        case .dropPrevious: if let previous = document.previous { stored.remove(previous) }
        case .promote, .swap, .none: break
        }
        document = next
        check()
    }

    mutating func create(_ traits: IssuerTraits) -> String {
        if traits.isMadeHere, !stored.contains(document.mark ?? "") { harm = "a key that is not stored is registered" }
        created += 1
        let id = "key-\(created)"
        keys[id] = Key(createdAt: now, isOurs: true, mark: document.mark)
        if let capacity = traits.capacity, keys.count > capacity { harm = "more keys than there may be" }
        return id
    }

    mutating func set(_ id: String, enabled: Bool) {
        keys[id]?.isEnabled = enabled
        check()
    }

    mutating func delete(_ id: String) {
        if keys[id]?.isOurs == false { harm = "\(id) was somebody else's" }
        keys[id] = nil
        check()
    }

    /// At every instant there is a current credential, its secret is known, and it is good.
    private mutating func check() {
        if keys[document.current]?.isEnabled != true { harm = "the current key is good no more" }
        if !stored.contains(document.current) { harm = "nobody knows the current key's secret" }
    }
}
