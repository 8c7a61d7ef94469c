using System.Security.Cryptography;
using System.Text;

namespace ConnectMe.Host.Web;

/// <summary>Names this build: pages that live for days see by it that the server is a newer one.</summary>
internal static class Build
{
    public static string Id { get; } = Compute();

    /// <summary>Of the program and its static files; the same build has the same name on every machine.</summary>
    static string Compute()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (
            var assembly in AppDomain
                .CurrentDomain.GetAssemblies()
                .Where(a => a.GetName().Name?.StartsWith("ConnectMe.", StringComparison.Ordinal) == true)
                .OrderBy(a => a.FullName, StringComparer.Ordinal)
        )
        {
            hash.AppendData(Encoding.UTF8.GetBytes(assembly.ManifestModule.ModuleVersionId.ToString()));
        }

        var assets = Path.Combine(AppContext.BaseDirectory, "ConnectMe.Host.staticwebassets.endpoints.json");
        if (File.Exists(assets))
        {
            hash.AppendData(File.ReadAllBytes(assets));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset()[..6]);
    }
}
