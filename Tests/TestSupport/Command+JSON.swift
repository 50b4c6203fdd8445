// SPDX-License-Identifier: Apache-2.0
package import JSON

extension Command {
    /// Standard output as one JSON value per line.
    package func lines() throws -> [JSONValue] {
        try output.split(separator: 0x0A).map { try JSONValue(parsing: Array($0).span) }
    }
}
