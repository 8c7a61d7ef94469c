using System.Diagnostics.Metrics;

namespace ConnectMe.Sip.Authentication;

enum AdmissionDrop
{
    /// <summary>A program that looks for open exchanges, by its own name.</summary>
    Scanner,

    Banned,
}

/// <summary>What came of requests at the door, by reason: plain numbers that the signalling loop writes and whoever collects metrics reads.</summary>
sealed class AdmissionCounters : IDisposable
{
    readonly Meter _meter = new("ConnectMe.Sip");
    readonly long[] _challenged = new long[Enum.GetValues<DigestRefusal>().Length];
    readonly long[] _dropped = new long[Enum.GetValues<AdmissionDrop>().Length];
    long _admitted;
    long _bans;

    public AdmissionCounters()
    {
        _meter.CreateObservableCounter(
            "connectme.sip.requests.admitted",
            () => Volatile.Read(ref _admitted),
            "{request}",
            "Requests of accounts that proved themselves"
        );
        _meter.CreateObservableCounter(
            "connectme.sip.requests.challenged",
            Challenges,
            "{request}",
            "Requests that were answered with a challenge, by reason"
        );
        _meter.CreateObservableCounter(
            "connectme.sip.requests.ignored",
            Drops,
            "{request}",
            "Requests that were met with silence, by reason"
        );
        _meter.CreateObservableCounter("connectme.sip.bans", () => Volatile.Read(ref _bans), "{ban}", "Bans for guessing at passwords");
    }

    public void Admitted() => _admitted++;

    public void Challenged(DigestRefusal reason) => _challenged[(int)reason]++;

    public void Dropped(AdmissionDrop reason) => _dropped[(int)reason]++;

    public void Banned() => _bans++;

    public long ChallengedFor(DigestRefusal reason) => Volatile.Read(ref _challenged[(int)reason]);

    public long DroppedFor(AdmissionDrop reason) => Volatile.Read(ref _dropped[(int)reason]);

    public void Dispose() => _meter.Dispose();

    IEnumerable<Measurement<long>> Challenges() =>
        Enum.GetValues<DigestRefusal>()
            .Where(reason => reason != DigestRefusal.None)
            .Select(reason => Tagged(ChallengedFor(reason), reason.ToString()));

    IEnumerable<Measurement<long>> Drops() =>
        Enum.GetValues<AdmissionDrop>().Select(reason => Tagged(DroppedFor(reason), reason.ToString()));

    static Measurement<long> Tagged(long value, string reason) => new(value, new KeyValuePair<string, object?>("reason", reason));
}
