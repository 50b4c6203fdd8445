// SPDX-License-Identifier: Apache-2.0
package import REST

/// Every resource type that can be extracted from Azure, as data.
package enum AzureCatalogue {
    /// The catalogue that is compiled into the program.
    package static let embedded = RESTCatalogue(.azure, AzureFiles.catalogue)
}
