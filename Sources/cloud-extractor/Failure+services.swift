// SPDX-License-Identifier: Apache-2.0

extension Failure {
    /// - Throws: for the first name that is no service's.
    static func check(services names: [String], among known: [String]) throws(Failure) {
        for name in names where !known.contains(name) {
            throw Failure(
                .configuration, "there is no service '\(name)'", hint: "there are \(known.joined(separator: ", "))")
        }
    }
}
