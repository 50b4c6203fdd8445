// SPDX-License-Identifier: Apache-2.0
import Agent
import Rotation

/// The agent speaks of its runs as the commands do.
struct CommandWording: RunWording {
    func problem(_ error: AgentError) -> RunProblem { RunProblem(Failure(error)) }

    func words(_ ending: RotationEnding) throws(RunProblem) -> String {
        do throws(Failure) {
            return try ending.words()
        } catch {
            throw RunProblem(error)
        }
    }
}

extension RunProblem {
    fileprivate init(_ failure: Failure) {
        self.init(
            exitCode: Int(failure.status.rawValue), name: "\(failure.status)", message: failure.message,
            hint: failure.hint)
    }
}
