using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

/// <summary>What is kept for the case that the process dies, and what is left when it did.</summary>
internal sealed partial class Ears
{
    readonly Dictionary<CallId, CallSnapshot> _kept = [];
    readonly HashSet<LegId> _revived = [];

    public IReadOnlyDictionary<CallId, CallSnapshot> Kept => _kept;

    /// <summary>Calls in which two hear each other after the answer.</summary>
    public IEnumerable<CallId> Conversations =>
        _bridges
            .Where(bridge => bridge.One != bridge.Other)
            .Select(bridge => bridge.Call)
            .Where(call => Of(call).Any(e => e is CallAnswered));

    readonly Dictionary<MediaId, UserId?> _reviving = [];

    /// <summary>It was in a call when the server died, and has not come back.</summary>
    public bool IsReviving(MediaId media) => _reviving.ContainsKey(media);

    /// <summary>Its own user's browser, or a phone or trunk, is there again.</summary>
    public void Revive(SwitchboardInput input)
    {
        if (input is SwitchboardInput.LegRevived revived)
        {
            _reviving.Remove(revived.Leg.Media);
        }
        else if (input is SwitchboardInput.LineUp up && _reviving.GetValueOrDefault(up.Line.Media) == up.User)
        {
            _reviving.Remove(up.Line.Media);
        }
    }

    /// <summary>Phones and trunks that were asked to go on.</summary>
    public List<LegId> Asked { get; } = [];

    /// <summary>A phone or trunk that was asked to go on, and has not said that it does.</summary>
    public bool IsAwaited(MediaId media) => Asked.Exists(leg => leg.Media == media && !_revived.Contains(leg));

    /// <summary>Of a call of which these ears have heard nothing.</summary>
    public void Expect(CallSnapshot call)
    {
        _kept[call.Id] = call;
        _recorded[call.Id] =
        [
            new CallPlaced(call.Id.Value, call.PlacedAt, call.Caller.User?.Value, "", "", "", call.Callee.User?.Value, ""),
            new CallAnswered(call.Id.Value, call.AnsweredAt, call.Callee.User?.Value),
        ];
        foreach (var leg in call.Legs)
        {
            _legs[leg.Id] = new PaperLeg(leg.Endpoint, MediaOf(leg), Calls: leg.Id.IsOfCaller, Answered: true);
        }
    }

    static MediaId MediaOf(LegSnapshot leg) => leg.Endpoint is Endpoint.Browser browser ? browser.Line.Media : leg.Id.Media;

    void HearOfSurvival(SwitchboardEffect effect)
    {
        switch (effect)
        {
            case SwitchboardEffect.KeepCall { Call: var call }:
                Assert.Contains(Of(call.Id), e => e is CallAnswered);
                Assert.DoesNotContain(Of(call.Id), e => e is CallEnded);
                Assert.All(call.Legs, leg => Assert.Equal(call.Id, CallOf(leg.Id)));
                Assert.False(_kept.TryGetValue(call.Id, out var before) && before == call, "nothing new is kept again");
                _kept[call.Id] = call;
                break;
            case SwitchboardEffect.DropCall drop:
                Assert.True(_kept.Remove(drop.Call), $"{drop.Call} was not kept");
                break;
            case SwitchboardEffect.ReviveLeg revive:
                Assert.Contains(revive.Leg, _legs);
                Asked.Add(revive.Leg);
                break;
        }
    }

    /// <summary>All that was connected and played is gone, and every leg but those of calls that were kept.</summary>
    public void Crash()
    {
        _bridges.Clear();
        _sounds.Clear();
        _muted.Clear();
        _mixed.Clear();
        RecordingsEnded.AddRange(_recordings.Keys); // what is in the file is kept by itself
        _recordings.Clear();
        _recording.Clear();
        _revived.Clear();
        _reviving.Clear();
        foreach (var party in _kept.Values.SelectMany(call => new[] { call.Caller, call.Callee }).Where(party => party.Leg is not null))
        {
            _reviving[MediaOf(party.Leg!)] = party.User;
        }

        _scripts.Clear();
        _clips.Clear();
        _scriptRecordings.Clear();
        _asked.Clear();
        Asked.Clear();
        Told.AddRange(Told.Where(told => told.Stage is TransferStage.Rings).Select(told => (told.Leg, TransferStage.Failed)).ToList());
        var legs = _kept.Values.SelectMany(call => call.Legs).Select(leg => leg.Id).ToHashSet();
        foreach (var gone in _legs.Keys.Where(leg => !legs.Contains(leg)).ToList())
        {
            _legs.Remove(gone);
            _ended.TryAdd(gone, LegCause.Unavailable);
        }
    }
}
