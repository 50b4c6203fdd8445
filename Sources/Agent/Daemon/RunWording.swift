// SPDX-License-Identifier: Apache-2.0
package import Rotation

/// Puts what came of a run into the words of the command line, which knows them.
package protocol RunWording: Sendable {
    func problem(_ error: AgentError) -> RunProblem
    /// - Throws: where a person, or another run, has to do something about it.
    func words(_ ending: RotationEnding) throws(RunProblem) -> String
}
