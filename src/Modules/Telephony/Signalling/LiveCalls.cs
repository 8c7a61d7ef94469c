using System.Collections.Concurrent;
using ConnectMe.Contacts.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Media;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Telephony.Signalling;

/// <summary>The calls that go on, as the effects of switchboards tell; how their legs do is asked of the media when somebody looks (A12-02).</summary>
internal sealed class LiveCalls(MediaEngine media)
{
    readonly ConcurrentDictionary<CallId, Known> _calls = new();
    readonly Dictionary<LegId, CallId> _moved = []; // of the one reader of effects

    /// <summary>Called by the one reader of effects.</summary>
    public void Take(CompanyId company, SwitchboardEffect effect)
    {
        switch (effect)
        {
            case SwitchboardEffect.Record { Event: CallPlaced placed }:
                _calls[new CallId(placed.CallId)] = new Known(company, placed);
                break;
            case SwitchboardEffect.TakeUpCall { Call: var call }:
                TakeUp(company, call);
                break;
            case SwitchboardEffect.Record { Event: CallAnswered answered } when Find(answered.CallId) is { } call:
                call.AnsweredAt = answered.At;
                break;
            case SwitchboardEffect.Record { Event: CallEnded ended }:
                _calls.TryRemove(new CallId(ended.CallId), out _);
                break;
            case SwitchboardEffect.AnswerLeg answer when Find(answer.Leg) is { } call:
                call.Legs[answer.Leg] = (answer.Endpoint.Kind, answer.Media);
                break;
            case SwitchboardEffect.RingLeg ring when Find(ring.Leg) is { } call:
                call.Legs[ring.Leg] = (ring.Endpoint.Kind, ring.Media);
                break;
            case SwitchboardEffect.MoveLeg moved when Find(moved.To.Value) is { } call:
                Find(moved.Leg)?.Legs.TryRemove(moved.Leg, out _);
                _moved[moved.Leg] = moved.To;
                call.Legs[moved.Leg] = (moved.Endpoint.Kind, moved.Media);
                break;
            case SwitchboardEffect.StopRinging stop:
                Forget(stop.Leg);
                break;
            case SwitchboardEffect.EndLeg end:
                Forget(end.Leg);
                break;
        }
    }

    public int Count => _calls.Count;

    public IReadOnlyCollection<CompanyId> Companies => [.. _calls.Values.Select(call => call.Company).Distinct()];

    public IReadOnlyList<LiveCall> Of(CompanyId company) =>
        [
            .. _calls
                .Where(call => call.Value.Company == company)
                .OrderBy(call => call.Value.Placed.At)
                .Select(call => Shown(call.Key, call.Value)),
        ];

    /// <summary>Who is rung or in a call (M10-05): who calls is, also while it rings at the other.</summary>
    public IReadOnlyDictionary<UserId, LineState> LinesOf(CompanyId company)
    {
        var lines = new Dictionary<UserId, LineState>();
        foreach (var call in _calls.Values.Where(call => call.Company == company))
        {
            if (call.Placed.CalleeId is { } callee && call.AnsweredAt is null)
            {
                lines.TryAdd(new UserId(callee), LineState.Ringing);
            }
            else if (call.Placed.CalleeId is { } other)
            {
                lines[new UserId(other)] = LineState.InCall;
            }

            if (call.Placed.CallerId is { } caller)
            {
                lines[new UserId(caller)] = LineState.InCall;
            }
        }

        return lines;
    }

    /// <summary>Of an earlier run.</summary>
    void TakeUp(CompanyId company, CallSnapshot call)
    {
        var (caller, callee) = (call.Caller, call.Callee);
        var placed = new CallPlaced(
            call.Id.Value,
            call.PlacedAt,
            caller.User?.Value,
            caller.Name,
            caller.Number,
            callee.Number,
            callee.User?.Value,
            callee.Name
        );
        _calls[call.Id] = new Known(company, placed) { AnsweredAt = call.AnsweredAt };
        foreach (var leg in call.Legs.Where(leg => leg.Id.Call != call.Id))
        {
            _moved[leg.Id] = call.Id;
        }
    }

    LiveCall Shown(CallId id, Known call) =>
        new(
            id.Value,
            call.Placed.At,
            call.AnsweredAt,
            Named(call.Placed.CallerName, call.Placed.CallerExtension),
            Named(call.Placed.CalleeName, call.Placed.Dialled),
            [.. call.Legs.OrderBy(leg => leg.Key.Number).Select(leg => Shown(leg.Value.Kind, media.QualityOf(leg.Value.Media.Value)))],
            call.AnsweredAt is null ? [] : [.. PeopleOf(call.Placed)]
        );

    static IEnumerable<LivePerson> PeopleOf(CallPlaced call)
    {
        if (call.CallerId is { } caller)
        {
            yield return new LivePerson(caller, call.CallerName, call.CallerExtension);
        }

        if (call is { CalleeId: { } callee, CalleeName: { } name })
        {
            yield return new LivePerson(callee, name, call.Dialled);
        }
    }

    static LiveLeg Shown(DeviceKind kind, LineQuality? quality) =>
        quality is null
            ? new LiveLeg(kind, "", 0, TimeSpan.Zero, null)
            : new LiveLeg(kind, quality.Codec, LossOf(quality), quality.Jitter, quality.Mos);

    static double LossOf(LineQuality quality) =>
        quality.Packets + quality.Lost == 0 ? 0 : (double)quality.Lost / (quality.Packets + quality.Lost);

    static string Named(string? name, string number) => string.IsNullOrEmpty(name) ? number : $"{name} ({number})";

    void Forget(LegId leg)
    {
        Find(leg)?.Legs.TryRemove(leg, out _);
        _moved.Remove(leg);
    }

    /// <summary>The call that the leg is in now.</summary>
    Known? Find(LegId leg) => Find((_moved.TryGetValue(leg, out var call) ? call : leg.Call).Value);

    Known? Find(Guid call) => _calls.GetValueOrDefault(new CallId(call));

    sealed class Known(CompanyId company, CallPlaced placed)
    {
        public CompanyId Company { get; } = company;
        public CallPlaced Placed { get; } = placed;
        public DateTimeOffset? AnsweredAt { get; set; }
        public ConcurrentDictionary<LegId, (DeviceKind Kind, MediaId Media)> Legs { get; } = new();
    }
}

internal sealed record LiveCall(
    Guid Call,
    DateTimeOffset PlacedAt,
    DateTimeOffset? AnsweredAt,
    string Caller,
    string Callee,
    IReadOnlyList<LiveLeg> Legs,
    IReadOnlyList<LivePerson> People
);

/// <summary>Who of the company takes part in a conversation, and can be supervised in it.</summary>
internal sealed record LivePerson(Guid Id, string Name, string Extension);

/// <param name="Codec">"PCMA"; empty while no sound has been agreed on.</param>
/// <param name="Loss">The part of the packets that were lost on the way to us, 0 to 1.</param>
/// <param name="Mos">1 to 4.5; null before enough has been heard.</param>
internal sealed record LiveLeg(DeviceKind Kind, string Codec, double Loss, TimeSpan Jitter, double? Mos);
