// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// What is made once for each key, of what does not change: the pages of one list are asked for one by one.
final class Memo<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private let values = Mutex<[Key: Value]>([:])

    func value(of key: Key, _ make: () -> Value) -> Value {
        if let value = values.withLock({ $0[key] }) { return value }
        let made = make()
        values.withLock { $0[key] = made }
        return made
    }
}
