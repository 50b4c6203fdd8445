// SPDX-License-Identifier: Apache-2.0
import Cloud
import JSON
import StrictYAML
import Testing

@testable import Azure
@testable import GCP
@testable import REST

struct RESTCatalogueFileTests {
    private static let azure = """
        service: compute
        api_version: "2024-07-01"
        types:
          - type: disk
            list: /subscriptions/{subscription}/providers/Microsoft.Compute/disks
            permission: Microsoft.Compute/disks/read
        """
    private static let gcp = """
        service: compute
        host: compute.googleapis.com
        types:
          - type: disk
            list: /compute/v1/projects/{project}/aggregated/disks
            permission: compute.disks.list
            items: items.*.disks
            id: selfLink
            name: name
        """

    private func read(_ text: String, _ dialect: RESTDialect) throws -> RESTCatalogueFile {
        try RESTCatalogueFile(parsing: text, file: "test.yaml", dialect)
    }

    @Test func `a few lines make a type, of either cloud`() throws {
        let azure = try #require(try read(Self.azure, .azure).resources.first)
        #expect(azure.type.description == "azure:compute:disk")
        #expect(azure.permissions.map(\.name) == ["Microsoft.Compute/disks/read"])
        #expect(azure.listing.query(scope: "s").map(\.value) == ["2024-07-01"])
        #expect(azure.listing.paging == .link)
        let gcp = try #require(try read(Self.gcp, .gcp).resources.first)
        #expect(gcp.type.description == "gcp:compute:disk")
        #expect(gcp.listing.paging == .token)
        #expect(gcp.assetType == "compute.googleapis.com/Disk")
    }

    @Test(arguments: [
        ("api_version: \"2024-07-01\"\n", "", "'types.api_version' is missing"),
        ("permission: Microsoft.Compute/disks/read", "", "'types.permission' is missing"),
        ("disks/read", "disks/*", "is not exact"),
        ("disks/read", "disks/listKeys/action", "hands out secrets"),
        ("disks/read", "disks/beginGetAccessKey/action", "hands out secrets"),
        ("list: /sub", "list: sub", "is no path"), ("{subscription}", "{subscription", "brace that is not closed"),
        ("{subscription}", "{parent.name}", "need a parent"), ("{subscription}", "{name}", "need a parent"),
        ("type: disk", "type: Disk", "is no name of a resource type"),
        ("type: disk", "type: disk\n    page: forever", "is none of none, link and token"),
        ("type: disk", "type: disk\n    method: POST", "is not known to do no more than read"),
        ("type: disk", "type: disk\n    method: DELETE", "is neither GET nor POST"),
        ("type: disk", "type: disk\n    parent: vm", "names no type that stands before it"),
        ("type: disk", "type: disk\n    redact: [name]", "is secret material"),
        ("type: disk", "type: disk\n    redact: [a..b]", "which is no path"),
        ("type: disk", "type: disk\n    colour: blue", "unknown key 'types.colour'"),
        ("type: disk", "type: disk\n    scope: galaxy", "is neither subscription nor tenant"),
        (
            "type: disk", "type: disk\n    follow_ups: [{part: A, get: '{id}/a', permission: a/read, page: link}]",
            "so 'take' must name the list"
        ),
    ])
    func `a mistake is refused with its place`(old: String, new: String, says: String) {
        let text = Self.azure.replacing(old, with: new)
        #expect(text != Self.azure)
        #expect {
            try read(text, .azure)
        } throws: { error in
            "\(error)".hasPrefix("test.yaml:") && "\(error)".contains(says)
        }
    }

    @Test(arguments: [RESTCatalogue(.azure, AzureFiles.catalogue), RESTCatalogue(.gcp, GCPFiles.catalogue)])
    func `what comes with the program loads`(catalogue: RESTCatalogue) throws {
        let resources = try catalogue.resources()
        #expect(resources.count >= 60)
        #expect(resources.map(\.type) == resources.map(\.type).sorted())
        #expect(Set(resources.map(\.type)).count == resources.count)
        #expect(Set(resources.map(\.type.service)) == Set(catalogue.services))
    }

    @Test(arguments: [
        ("/v1/{name}/x", "projects/p/a b", "/v1/projects/p/a%20b/x"), ("{name}/x", "/subs/ü", "/subs/%C3%BC/x"),
        ("/v1/{name}", "..", nil), ("/v1/{name}", "a/../b", nil), ("/v1/{name}", ".", nil), ("/v1/{name}", "", nil),
        ("{name}", "https://evil.example", nil), ("/v1/{other}", "x", nil),
        ("/v1/{name}", "a?b=c#d", "/v1/a%3Fb%3Dc%23d"),
    ])
    func `what stands in a path is encoded, and leads nowhere else`(
        template: String, name: String, path: String?
    ) throws {
        let item = Item(CanonicalJSON(["name": .string(name)]), parent: nil)
        #expect(try #require(PathTemplate(template, scopeName: "project")).fill(item, scope: "p") == path)
    }
}
