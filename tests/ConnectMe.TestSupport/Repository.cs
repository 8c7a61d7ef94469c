using System.IO.Enumeration;

namespace ConnectMe.TestSupport;

/// <summary>The checked-out source tree that the running test was built from.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    /// <summary>Files under a folder of the tree, without what builds and package managers put there; '/' between the parts, relative to the root.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.Exists(PathOf(folder))
            ? new FileSystemEnumerable<string>(PathOf(folder), (ref entry) => entry.ToFullPath(), WholeTree)
            {
                ShouldIncludePredicate = (ref entry) =>
                    !entry.IsDirectory && FileSystemName.MatchesSimpleExpression(pattern, entry.FileName),
                ShouldRecursePredicate = (ref entry) => entry.FileName is not ("bin" or "obj" or "node_modules" or "artifacts"), // ten times as many
            }
                .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
                .Order(StringComparer.Ordinal)
            : [];

    static readonly EnumerationOptions WholeTree = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = default,
        IgnoreInaccessible = false,
    };

    static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ConnectMe.sln")))
        {
            folder = folder.Parent;
        }
        return folder?.FullName ?? throw new InvalidOperationException($"No ConnectMe.sln above {AppContext.BaseDirectory}");
    }
}
