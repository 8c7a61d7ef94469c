using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

/// <summary>
/// Carries effects out on paper: who hears whom, who is played what, which legs there are, what was recorded. Refuses what no switchboard
/// may ever ask, so that every test is also a test of that.
/// </summary>
internal sealed class Ears
{
    readonly Dictionary<LegId, (LineId Line, bool Answered)> _legs = [];
    readonly HashSet<LegId> _ended = [];
    readonly Dictionary<LineId, (LegId Leg, Sound Sound)> _sounds = [];
    readonly HashSet<LineId> _muted = [];
    readonly List<(CallId Call, LineId One, LineId Other)> _bridges = [];
    readonly Dictionary<CallId, List<CallEvent>> _recorded = [];

    public IReadOnlyDictionary<LegId, (LineId Line, bool Answered)> Legs => _legs;
    public IReadOnlyDictionary<CallId, List<CallEvent>> Recorded => _recorded;
    public List<(LineId Line, string Digits)> Digits { get; } = [];

    public IEnumerable<LineId> RingingLines => _legs.Values.Where(leg => !leg.Answered).Select(leg => leg.Line);

    public Sound? PlayedTo(LineId line) => _sounds.TryGetValue(line, out var playing) ? playing.Sound : null;

    public bool IsMuted(LineId line) => _muted.Contains(line);

    public IEnumerable<(CallId Call, LineId With)> BridgesOf(LineId line) =>
        _bridges.Where(b => b.One == line || b.Other == line).Select(b => (b.Call, b.One == line ? b.Other : b.One));

    /// <summary>The line whose microphone this line hears now.</summary>
    public LineId? HeardBy(LineId line) =>
        PlayedTo(line) is null
        && BridgesOf(line).SingleOrDefault() is { Call.Value: var call, With: var other }
        && call != Guid.Empty
        && !IsMuted(other)
            ? other
            : null;

    public IReadOnlyList<CallEvent> Of(CallId call) => _recorded.GetValueOrDefault(call) ?? [];

    /// <summary>A line that comes up knows nothing of what it was asked before.</summary>
    public void Forget(LineId line)
    {
        _sounds.Remove(line);
        _muted.Remove(line);
        _bridges.RemoveAll(b => b.One == line || b.Other == line);
    }

    public void Hear(SwitchboardEffect effect)
    {
        switch (effect)
        {
            case SwitchboardEffect.RingLeg ring:
                BeginLeg(ring.Leg, ring.Line, answered: false);
                Assert.DoesNotContain(Of(ring.Leg.Call), e => e is CallEnded or CallAnswered);
                break;
            case SwitchboardEffect.AnswerLeg answer:
                BeginLeg(answer.Leg, answer.Line, answered: true);
                break;
            case SwitchboardEffect.StopRinging stop:
                Assert.False(Leg(stop.Leg, stop.Line).Answered);
                EndLeg(stop.Leg);
                break;
            case SwitchboardEffect.EndLeg end:
                Assert.True(Leg(end.Leg, end.Line).Answered);
                Assert.False(_sounds.TryGetValue(end.Line, out var still) && still.Leg == end.Leg, "a leg ended while it was played to");
                Assert.DoesNotContain(BridgesOf(end.Line), bridge => bridge.Call == end.Leg.Call);
                EndLeg(end.Leg);
                break;
            case SwitchboardEffect.Connect connect:
                Connect(connect);
                break;
            case SwitchboardEffect.Disconnect disconnect:
                Assert.True(_bridges.Remove((disconnect.Call, disconnect.One, disconnect.Other)), "what is disconnected was connected");
                break;
            case SwitchboardEffect.Play play:
                Assert.True(Leg(play.Leg, play.Line).Answered);
                Assert.Empty(BridgesOf(play.Line));
                Assert.False(
                    _sounds.TryGetValue(play.Line, out var other) && other.Leg != play.Leg,
                    "a line is played one thing at a time"
                );
                _sounds[play.Line] = (play.Leg, play.Sound);
                break;
            case SwitchboardEffect.StopPlaying stop:
                Assert.Equal(stop.Leg, _sounds[stop.Line].Leg);
                _sounds.Remove(stop.Line);
                break;
            case SwitchboardEffect.Mute mute:
                Assert.True(Leg(mute.Leg, mute.Line).Answered);
                Assert.True(mute.On ? _muted.Add(mute.Line) : _muted.Remove(mute.Line));
                break;
            case SwitchboardEffect.SendDigits send:
                Assert.True(Leg(send.Leg, send.Line).Answered);
                Assert.Contains(BridgesOf(send.Line), bridge => bridge.Call == send.Leg.Call);
                Digits.Add((send.Line, send.Digits));
                break;
            case SwitchboardEffect.Record record:
                Remember(record.Event);
                break;
            case SwitchboardEffect.Announce announce:
                Assert.NotEmpty(announce.To);
                break;
            default:
                Assert.Fail($"Nobody here knows {effect}");
                break;
        }
    }

    void BeginLeg(LegId leg, LineId line, bool answered)
    {
        Assert.DoesNotContain(leg, _ended);
        Assert.Contains(Of(leg.Call), e => e is CallPlaced);
        if (_legs.TryGetValue(leg, out var known))
        {
            Assert.Equal(known.Line, line);
            Assert.True(answered || !known.Answered, "an answered leg does not ring again");
        }

        _legs[leg] = (line, answered);
    }

    (LineId Line, bool Answered) Leg(LegId leg, LineId line)
    {
        Assert.True(_legs.TryGetValue(leg, out var known), $"{leg} is not there (yet, or any more)");
        Assert.Equal(known.Line, line);
        return known;
    }

    void EndLeg(LegId leg)
    {
        _legs.Remove(leg);
        _ended.Add(leg);
    }

    void Connect(SwitchboardEffect.Connect connect)
    {
        Assert.NotEqual(connect.One, connect.Other);
        foreach (var line in new[] { connect.One, connect.Other })
        {
            Assert.Contains(_legs, leg => leg.Key.Call == connect.Call && leg.Value == (line, true));
            Assert.Empty(BridgesOf(line));
            Assert.Null(PlayedTo(line));
        }

        _bridges.Add((connect.Call, connect.One, connect.Other));
    }

    void Remember(CallEvent happened)
    {
        var call = new CallId(happened.CallId);
        if (!_recorded.TryGetValue(call, out var events))
        {
            Assert.IsType<CallPlaced>(happened);
            _recorded.Add(call, events = []);
        }
        else
        {
            Assert.IsNotType<CallPlaced>(happened);
            Assert.DoesNotContain(events, e => e is CallEnded);
            Assert.False(happened is CallAnswered && events.Exists(e => e is CallAnswered), "a call is answered once");
        }

        if (happened is CallEnded ended)
        {
            Assert.True(
                ended.Outcome is CallOutcome.LineLost || ended.Outcome is CallOutcome.Completed == events.Exists(e => e is CallAnswered),
                $"{ended.Outcome} does not fit what happened before"
            );
        }

        events.Add(happened);
    }
}
