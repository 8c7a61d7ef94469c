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
                newest = (await user.Calls()).FirstOrDefault("");
                return newest.StartsWith(begin, StringComparison.Ordinal)
                    && words.All(word => newest.Contains(word, StringComparison.Ordinal));
            },
            () => $"The newest call in the log is not {begin} {string.Join(' ', words)}, but: {newest}"
        );
    }

    /// <summary>The log has so many calls that begin like this, and no other; the newest has the word.</summary>
    public static Task SaysOnly(this WebUser user, string begin, int times, string word = "")
    {
        List<string> calls = [];
        return Patience.Until(
            async () =>
            {
                calls = await user.Calls();
                return calls.Count == times
                    && calls.TrueForAll(call => call.StartsWith(begin, StringComparison.Ordinal))
                    && calls[0].Contains(word, StringComparison.Ordinal);
            },
            () => $"In the log is not {times} times {begin} and last {word}, but: {string.Join('\n', calls)}"
        );
    }

    static async Task<List<string>> Calls(this WebUser user) =>
        [
            .. (await user.Open("/calls"))
                .QuerySelectorAll(".itw")
                .Select(row => string.Join(' ', row.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))),
        ];
}
