using System.Text.Json;
using ConnectMe.Telephony.Journal;
using ConnectMe.Telephony.Switching;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Telephony.Survival;

/// <summary>
/// One small file for each call and each leg of a phone or trunk that is to survive this process (docs/decisions/0012). A kill loses none that
/// was written; after a power cut one may be empty or torn, and is then as if it had not been kept.
/// </summary>
internal sealed class KeptFiles(string folder, ILogger<KeptFiles> log)
{
    const string Heart = "alive";
    static readonly JsonSerializerOptions Json = new() { IgnoreReadOnlyProperties = true };

    public static string NameOf(CallId call) => $"{call.Value:N}.call";

    public static string NameOf(LegId leg) => FormattableString.Invariant($"{leg.Call.Value:N}-{leg.Number}.leg");

    public static byte[] Encode<T>(T kept) => JournalFrame.Encode(JsonSerializer.SerializeToUtf8Bytes(kept, Json));

    /// <summary>A reader of the folder sees the whole of the old or the whole of the new.</summary>
    public void Write(string name, byte[] content)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path + ".new", content);
        File.Move(path + ".new", path, overwrite: true);
    }

    public void Delete(string name) => File.Delete(Path.Combine(folder, name));

    /// <summary>This run is alive at this moment.</summary>
    public void Beat(DateTimeOffset now) => Write(Heart, Encode(now));

    /// <summary>When the run before was alive last; null when nobody knows.</summary>
    public DateTimeOffset? LastBeat() => TryRead<DateTimeOffset>(Path.Combine(folder, Heart), out var at) ? at : null;

    public (IReadOnlyList<KeptCall> Calls, IReadOnlyList<KeptLeg> Legs) ReadAll() =>
        Directory.Exists(folder) ? ([.. ReadAll<KeptCall>("*.call")], [.. ReadAll<KeptLeg>("*.leg")]) : ([], []);

    IEnumerable<T> ReadAll<T>(string pattern)
    {
        foreach (var path in Directory.EnumerateFiles(folder, pattern))
        {
            if (TryRead<T>(path, out var kept))
            {
                yield return kept;
            }
            else
            {
                log.KeptFileNotRead(path);
                File.Delete(path);
            }
        }
    }

    static bool TryRead<T>(string path, out T kept)
    {
        kept = default!;
        if (!File.Exists(path) || !JournalFrame.TryDecode(File.ReadAllBytes(path), out var payload, out _))
        {
            return false;
        }

        try
        {
            kept = JsonSerializer.Deserialize<T>(payload.Span, Json)!;
            return kept is not null;
        }
        catch (Exception unknown) when (unknown is JsonException or NotSupportedException) // another version's
        {
            return false;
        }
    }
}
