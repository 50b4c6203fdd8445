// SPDX-License-Identifier: Apache-2.0

/// Replaces a secret of the program's own: a key of the ring, the key that signs, the AppRole's secret id. One run each.
package struct RenewalRun: ContextualRun {
    let context: RunContext

    package init(_ context: RunContext) { self.context = context }
}
