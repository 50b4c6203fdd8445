// SPDX-License-Identifier: Apache-2.0
import Access

extension RunContext {
    /// For the calls of one run.
    func callGate() -> CallGate {
        CallGate(ceiling: configuration.processing.callsPerSecond, clock: clock) { [observer] lane, event in
            observer.noted(.calls(lane, event))
        }
    }
}
