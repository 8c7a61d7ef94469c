using System.Collections.Concurrent;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;

namespace ConnectMe.Kernel.Design;

/// <summary>The addresses of static files that carry a fingerprint, for markup that is rendered without a page around it.</summary>
public sealed class AssetUrls(EndpointDataSource endpoints)
{
    readonly ConcurrentDictionary<string, string> _urls = new(StringComparer.Ordinal);

    /// <param name="path">As in wwwroot: "icons/sprite.svg".</param>
    public string Of(string path) => _urls.GetOrAdd(path, Find);

    /// <summary>The plain address when the build made no fingerprinted one.</summary>
    string Find(string path) =>
        endpoints
            .Endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>())
            .FirstOrDefault(asset => asset?.Properties.Any(property => property.Name == "label" && property.Value == path) == true)
            is { } asset
            ? $"/{asset.Route}"
            : $"/{path}";
}
