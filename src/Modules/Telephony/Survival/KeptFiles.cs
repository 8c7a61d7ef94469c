using System.Text.Json;
using System.Text.Json.Serialization;
using ConnectMe.Telephony.Journal;
using ConnectMe.Telephony.Switching;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Telephony.Survival;

/// <summary>
/// What of each call and each leg of a phone or trunk is to survive this process (docs/decisions/0012), and when it was alive last. A kill loses none that
/// was written; after a power cut one may be empty or torn, and is then as if it had not been kept.
/// </summary>
internal sealed class KeptFiles(string folder, ILogger<KeptFiles> log) : IDisposable
{
    const string Heart = "alive";
    static readonly JsonSerializerOptions Json = new()
    {
        IgnoreReadOnlyProperties = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    readonly KeptSlots _slots = new(Path.Combine(folder, "kept"));

    public static string NameOf(CallId call) => $"{call.Value:N}";

    public static string NameOf(LegId leg) => FormattableString.Invariant($"{leg.Call.Value:N}-{leg.Number}");

    public static byte[] Encode(KeptCall call) => Encode(new Kept(call, null));

    public static byte[] Encode(KeptLeg leg) => Encode(new Kept(null, leg));

    public void Write(string name, byte[] content) => _slots.Put(name, content);

    public void Delete(string name) => _slots.Clear(name);

    /// <summary>This run is alive at this moment. A reader sees the whole of the old or the whole of the new.</summary>
    public void Beat(DateTimeOffset now)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, Heart);
        File.WriteAllBytes(path + ".new", Encode<DateTimeOffset>(now));
        File.Move(path + ".new", path, overwrite: true);
    }

    /// <summary>When the run before was alive last; null when nobody knows.</summary>
    public DateTimeOffset? LastBeat()
    {
        var path = Path.Combine(folder, Heart);
        return File.Exists(path) && TryRead<DateTimeOffset>(File.ReadAllBytes(path), out var at) ? at : null;
    }

    public (IReadOnlyList<KeptCall> Calls, IReadOnlyList<KeptLeg> Legs) ReadAll()
    {
        List<KeptCall> calls = [];
        List<KeptLeg> legs = [];
        _slots.Read(frame =>
        {
            switch (TryRead<Kept>(frame, out var kept) ? kept : null)
            {
                case { Call: { } call }:
                    calls.Add(call);
                    return NameOf(call.Call.Id);
                case { Leg: { } leg }:
                    legs.Add(leg);
                    return NameOf(leg.Leg);
                default:
                    log.KeptFileNotRead(folder);
                    return null;
            }
        });
        return (calls, legs);
    }

    public void Dispose() => _slots.Dispose();

    static byte[] Encode<T>(T kept) => JournalFrame.Encode(JsonSerializer.SerializeToUtf8Bytes(kept, Json));

    static bool TryRead<T>(ReadOnlyMemory<byte> frame, out T kept)
    {
        kept = default!;
        if (!JournalFrame.TryDecode(frame, out var payload, out _))
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

    /// <summary>One of the two.</summary>
    sealed record Kept(KeptCall? Call, KeptLeg? Leg);
}
