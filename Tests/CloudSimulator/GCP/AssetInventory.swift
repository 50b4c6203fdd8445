// SPDX-License-Identifier: Apache-2.0
import JSON

/// Cloud Asset Inventory, made from the whole estate.
/// https://cloud.google.com/asset-inventory/docs/reference/rest/v1/assets/list
/// https://cloud.google.com/asset-inventory/docs/reference/rest/v1/TopLevel/searchAllResources
extension GoogleCloud {
    private struct Asset {
        let name: String
        let type: String
        let data: JSONValue
    }

    /// - Returns: nil for paths of the estate.
    func assets(_ request: Request, _ token: GoogleToken, _ moment: Moment) throws(Answer) -> Answer? {
        guard request.method == "GET",
            let match = request.path.wholeMatch(of: /\/v1\/projects\/([^\/:]+)(\/assets|:searchAllResources)/),
            let project = projects[String(match.1)]
        else { return nil }
        let isSearch = match.2 == ":searchAllResources"
        try check(
            token, isSearch ? "cloudasset.assets.searchAllResources" : "cloudasset.assets.listResource",
            on: "projects/\(match.1)", request)
        let types = request.query.all("assetTypes").flatMap { $0.split(separator: ",").map(String.init) }
        let number = GoogleProjects.number(project)
        let hasData = request.query["contentType"] == "RESOURCE"
        let values = inventories.value(of: [number, "\(isSearch)", "\(hasData)"] + types) {
            assets(of: project).filter { types.isEmpty || types.contains($0.type) }.map {
                isSearch ? Self.result($0, number) : Self.asset($0, number, withData: hasData)
            }
        }
        return try GoogleList([
            "items": isSearch ? "results" : "assets", "values": .array(values),
            "envelope": isSearch ? [:] : ["readTime": .string(moment.text)],
        ]).answer(request, moment)
    }

    private func assets(of project: JSONValue) -> [Asset] {
        let (id, number) = (project["projectId"]?.string ?? "", GoogleProjects.number(project))
        var assets: [String: Asset] = [:]
        for (hostName, host) in estate.hosts {
            for (path, list) in host.lists.merging(host.wholeLists, uniquingKeysWith: { own, _ in own }) {
                let owner = GooglePath.project(path) ?? path.split(separator: "=").last.map(String.init)
                guard owner == id || owner == number else { continue }
                guard let type = list.assetType ?? AssetType.derived(host: hostName, path: path) else { continue }
                for value in list.values {
                    let name = "//\(hostName)/\(Self.resource(value, in: path))"
                    assets["\(type) \(name)"] = Asset(name: name, type: type, data: value)
                }
            }
        }
        return assets.sorted { $0.key < $1.key }.map(\.value)
    }

    /// The resource's name without host and version.
    private static func resource(_ value: JSONValue, in list: String) -> String {
        let name = value["name"]?.string ?? value["id"]?.string ?? value["email"]?.string ?? "unnamed"
        if name.hasPrefix("projects/") { return name }
        let path = value["selfLink"]?.string ?? "\(list.prefix { $0 != "?" })/\(name)"
        guard let root = path.firstRange(of: "projects/") else { return name }
        return String(path[root.lowerBound...])
    }

    private static func location(_ value: JSONValue) -> String {
        let place = value["zone"] ?? value["region"] ?? value["location"]
        return place?.string?.segments.last?.lowercased() ?? "global"
    }

    private static func asset(_ asset: Asset, _ number: String, withData: Bool) -> JSONValue {
        var object: JSONObject = [
            "name": .string(asset.name), "assetType": .string(asset.type), "updateTime": "2024-05-06T07:08:09.123456Z",
            "ancestors": [.string("projects/\(number)")],
        ]
        if withData {
            object["resource"] = [
                "version": "v1", "data": asset.data, "location": .string(location(asset.data)),
                "parent": .string("//cloudresourcemanager.googleapis.com/projects/\(number)"),
            ]
        }
        return .object(object)
    }

    private static func result(_ asset: Asset, _ number: String) -> JSONValue {
        [
            "name": .string(asset.name), "assetType": .string(asset.type), "project": .string("projects/\(number)"),
            "displayName": .string(asset.name.segments.last ?? ""), "location": .string(location(asset.data)),
            "updateTime": "2024-05-06T07:08:09Z",
        ]
    }
}
