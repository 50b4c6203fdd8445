// SPDX-License-Identifier: Apache-2.0
import Cloud

/// An operation together with what it takes.
struct AWSCall: Sendable {
    let model: ServiceModel
    let operation: OperationModel
    let permission: Permission

    /// JSON services leave empty lists out of their answers.
    var leavesEmptyListsOut: Bool { model.wireProtocol == .json || model.wireProtocol == .restJSON }
}
