// SPDX-License-Identifier: Apache-2.0
package import REST

/// Every resource type that can be extracted from Google Cloud, as data.
package enum GCPCatalogue {
    /// The catalogue that is compiled into the program.
    package static let embedded = RESTCatalogue(.gcp, GCPFiles.catalogue)
}
