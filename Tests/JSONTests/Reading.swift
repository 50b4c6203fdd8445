// SPDX-License-Identifier: Apache-2.0
import JSON

/// Spans do not go through the macros of Swift Testing, hence these.
func parsed(_ text: String) throws(JSONError) -> JSONValue { try parsed(Array(text.utf8)) }

func parsed(_ bytes: [UInt8]) throws(JSONError) -> JSONValue { try JSONValue(parsing: bytes.span) }

/// The canonical bytes as text.
func canonical(_ value: JSONValue) -> String { String(decoding: value.canonical, as: UTF8.self) }
