// SPDX-License-Identifier: Apache-2.0
import Audit

/// Temporary credentials are asked for.
package enum AWSSessionOpen: AuditedEffect {
    package static let action = "aws.session.open"
}
