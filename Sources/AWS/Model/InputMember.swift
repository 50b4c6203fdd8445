// SPDX-License-Identifier: Apache-2.0

/// A member of a request.
indirect enum InputMember: Sendable {
    enum Location: String, Sendable { case body, uri, querystring, header }

    case scalar(name: String, Location)
    case list(name: String, isFlattened: Bool, member: InputMember)
    case structure(name: String, members: [String: InputMember])

    var name: String {
        switch self {
        case .scalar(let name, _), .list(let name, _, _), .structure(let name, _): name
        }
    }
}
