// SPDX-License-Identifier: Apache-2.0

/// Who has taken how many places.
struct Places<Holder: Hashable & Sendable>: Sendable {
    /// Everybody's together.
    private(set) var count = 0
    private var byHolder: [Holder: Int] = [:]

    func count(of holder: Holder) -> Int { byHolder[holder, default: 0] }

    mutating func take(for holder: Holder) {
        count += 1
        byHolder[holder, default: 0] += 1
    }

    /// Whoever has none left is forgotten.
    mutating func leave(_ holder: Holder) {
        guard let taken = byHolder[holder] else { return }
        count -= 1
        byHolder[holder] = taken > 1 ? taken - 1 : nil
    }
}
