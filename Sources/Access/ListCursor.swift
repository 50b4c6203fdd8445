// SPDX-License-Identifier: Apache-2.0
package import JSON

/// Where a listing goes on after a page. What is in it concerns the extractor that made it, and nobody else.
package struct ListCursor: Sendable, Equatable {
    package let json: JSONValue

    package init(_ json: JSONValue) { self.json = json }
}
