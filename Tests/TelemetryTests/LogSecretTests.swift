// SPDX-License-Identifier: Apache-2.0
import Logging
import Secrets
import Telemetry
import TestSupport
import Testing

/// Whether a type can be copied, which everything that a log takes must be.
private enum Copying<T: ~Copyable> {
    static var isPossible: Bool { false }
}

extension Copying where T: Copyable {
    static var isPossible: Bool { true }
}

struct LogSecretTests {
    /// Interpolation, `CustomStringConvertible` and metadata want copyable values: `"\(secret)"` does not compile.
    @Test func `no secret can be handed to a log`() {
        #expect(!Copying<Secret>.isPossible)
        #expect(Copying<SharedSecret>.isPossible && Copying<Logger.MetadataValue>.isPossible)
    }

    @Test func `a shared secret shows as the name of its type`() {
        let log = CapturedLog()
        let secret = SharedSecret.test("test-value-of-a-secret")
        #expect(!(secret as Any is any CustomStringConvertible) && !(secret as Any is any CustomDebugStringConvertible))
        for logger in [log.console(), log.json()] {
            logger.info("login with \(secret)", metadata: ["secret": "\(secret)", "list": ["\(secret)"]])
        }
        #expect(log.writes.count == 2)
        for write in log.writes {
            #expect(!write.contains("test-value-of-a-secret"))
            #expect(write.contains("login with Secrets.SharedSecret"))
        }
    }
}
