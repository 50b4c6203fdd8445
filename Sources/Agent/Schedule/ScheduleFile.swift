// SPDX-License-Identifier: Apache-2.0
import Posix
import Schedule

/// Where the agent remembers its schedule across its restarts. Held by one agent: two would both begin what is due.
final class ScheduleFile: Sendable {
    private let path: String
    private let lock: FileDescriptor

    /// - Throws: ``AgentError/agentRuns(directory:)`` where another agent has it.
    init(directory: String) throws(AgentError) {
        path = "\(directory)/schedule.json"
        do throws(SystemError) {
            try Directory.createWithParents(directory)
            lock = try FileDescriptor.open("\(directory)/lock", for: .append)
            if try lock.tryLock() { return }
        } catch {
            throw .output(error)
        }
        throw .agentRuns(directory: directory)
    }

    /// - Returns: nil where there is none yet.
    func read() throws(AgentError) -> ScheduleState? {
        let bytes: [UInt8]
        do {
            bytes = try FileDescriptor.contents(of: path)
        } catch {
            if error.isMissing { return nil }
            throw .output(error)
        }
        do {
            return try ScheduleState(parsing: bytes.span)
        } catch {
            throw .scheduleUnreadable(path: path, error)
        }
    }

    /// Durable when it returns.
    func write(_ state: ScheduleState) throws(AgentError) {
        do {
            try DurableFile.write(state.canonical.span, to: path)
        } catch {
            throw .output(error)
        }
    }
}
