using ConnectMe.Interop.Tests.Peers;

namespace ConnectMe.Interop.Tests.Hosting;

/// <summary>Somebody's call log, as its page shows it.</summary>
internal static class CallLog
{
    /// <summary>The newest line of the log, all its words one blank apart, as soon as it begins like this and has the rest.</summary>
    public static Task Says(this WebUser user, string begin, params string[] words)
    {
        var newest = "";
        return Patience.Until(
            async () =>
            {
                var row = (await user.Open("/calls")).QuerySelector(".itw")?.TextContent ?? "";
                newest = string.Join(' ', row.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
                return newest.StartsWith(begin, StringComparison.Ordinal)
                    && words.All(word => newest.Contains(word, StringComparison.Ordinal));
            },
            () => $"The newest call in the log is not {begin} {string.Join(' ', words)}, but: {newest}"
        );
    }
}
