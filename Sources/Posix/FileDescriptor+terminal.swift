// SPDX-License-Identifier: Apache-2.0
import Glibc

extension FileDescriptor {
    package var isTerminal: Bool { isatty(raw) == 1 }

    /// How wide the terminal is, in characters, by ioctl(2) `TIOCGWINSZ`; nil where there is none or it does not say.
    package var columns: Int? {
        var size = winsize()
        guard unsafe ioctl(raw, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }
}
