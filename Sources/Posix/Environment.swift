// SPDX-License-Identifier: Apache-2.0
import Glibc

/// The environment of the process.
package enum Environment {
    /// The variable's value; nil when unset or empty.
    package static func value(_ name: String) -> String? {
        guard let text = setting(name), !text.isEmpty else { return nil }
        return text
    }

    /// The variable's value, which may be empty; nil when unset.
    package static func setting(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        return unsafe String(cString: value)
    }

    package static func remove(_ name: String) {
        _ = unsafe unsetenv(name)
    }

    /// Lends the bytes of a variable, then overwrites and unsets it.
    ///
    /// unsetenv(3) alone only forgets where the value lies: `/proc/<pid>/environ` would go on showing it.
    ///
    /// - Returns: nil when the variable is unset.
    package static func take<R: ~Copyable>(_ name: String, _ body: (Span<UInt8>) -> R) -> R? {
        guard let value = unsafe getenv(name) else { return nil }
        let bytes = unsafe UnsafeMutableRawBufferPointer(start: value, count: strlen(value))
        let result = unsafe body(Span<UInt8>(_unsafeBytes: UnsafeRawBufferPointer(bytes)))
        unsafe explicit_bzero(value, bytes.count)
        remove(name)
        return result
    }
}
