// SPDX-License-Identifier: Apache-2.0
package import Audit
import Posix

/// Takes a closed snapshot to one destination, file by file, and notes how far it has got.
package struct Courier: Sendable {
    /// Files under way at a time: what is sent is held in memory.
    private static let width = 4
    /// After so many files it is noted how far it has got.
    private static let stride = 32

    private let snapshot: ClosedSnapshot
    private let record: DeliveryRecord

    package init(_ snapshot: ClosedSnapshot, _ record: DeliveryRecord) {
        self.snapshot = snapshot
        self.record = record
    }

    /// What the log calls it.
    package static func target(_ snapshot: String, _ address: String) -> String { "\(snapshot) \(address)" }

    /// Goes on behind the files that the destination has for sure.
    package func deliver(
        to destination: any Destination, _ receipt: consuming Receipt<SnapshotDelivery>
    ) async throws(DeliveryError) {
        receipt.spend(on: Self.target(snapshot.id, destination.address))
        let address = destination.address
        var done = min(record.files(deliveredTo: address), snapshot.files.count)
        // The manifest and its note come behind all records, one behind the other.
        let records = snapshot.files.count - 2
        while done < snapshot.files.count {
            let end = done < records ? min(done + Self.stride, records) : done + 1
            try await take(snapshot.files[done..<end], to: destination)
            done = end
            do {
                try record.note(done, at: address)
            } catch {
                throw .storage(error)
            }
        }
        do {
            try record.finish(address)
        } catch {
            throw .storage(error)
        }
    }

    private func take(
        _ files: ArraySlice<ClosedSnapshot.File>, to destination: any Destination
    ) async throws(DeliveryError) {
        let failure = await withTaskGroup(of: DeliveryError?.self) { group in
            var left = files
            func next() {
                guard let file = left.popFirst() else { return }
                group.addTask {
                    do throws(DeliveryError) {
                        try await destination.take(file, of: snapshot)
                        return nil
                    } catch {
                        return error
                    }
                }
            }
            for _ in 0..<Self.width { next() }
            var first: DeliveryError?
            while let failure = await group.next() {
                if let failure, first == nil {
                    first = failure
                    group.cancelAll()
                }
                if first == nil { next() }
            }
            return first
        }
        if let failure { throw failure }
    }
}
