// SPDX-License-Identifier: Apache-2.0

extension Array where Element: Sendable {
    /// Maps so many elements at a time, and gives the results in the order of the elements.
    func concurrentMap<Value: Sendable>(
        width: Int, _ transform: @escaping @Sendable (Element) async -> Value
    ) async -> [Value] {
        await withTaskGroup(of: (Int, Value).self) { group in
            var waiting = enumerated().makeIterator()
            func next() {
                guard let (index, element) = waiting.next() else { return }
                group.addTask { (index, await transform(element)) }
            }
            for _ in 0..<Swift.max(1, width) { next() }
            var results: [(Int, Value)] = []
            while let result = await group.next() {
                results.append(result)
                next()
            }
            return results.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }
}
