// SPDX-License-Identifier: Apache-2.0
import JSON
import TestSupport

@testable import AWS

/// Tables of DynamoDB: ministack lists them in pages as small as one likes.
extension Lab {
    /// - Returns: their names.
    func addTables(_ count: Int) async throws -> [String] {
        let names = (0..<count).map { "table-\($0)" }
        try await aws(
            names.map { name in
                (
                    "dynamodb", "create_table",
                    [
                        "TableName": .string(name), "BillingMode": "PAY_PER_REQUEST",
                        "KeySchema": [["AttributeName": "id", "KeyType": "HASH"]],
                        "AttributeDefinitions": [["AttributeName": "id", "AttributeType": "S"]],
                    ]
                )
            })
        return names
    }
}

extension AWSResource {
    /// - Parameter pageSize: so many are listed at once; each is described.
    static func tables(pageSize: Int) throws -> AWSResource {
        let catalogue = """
            service: dynamodb
            scope: region
            types:
              - {type: table, list: ListTables, items: TableNames, item_as: TableName, page_size: \(pageSize),
                 id: TableName, describe: {call: DescribeTable, with: {TableName: TableName}, take: Table}}
            """
        guard let table = try CatalogueFile(parsing: catalogue, file: "test.yaml").resources.first else {
            throw Oracle.Failed(description: "the catalogue has no table")
        }
        return table
    }
}
