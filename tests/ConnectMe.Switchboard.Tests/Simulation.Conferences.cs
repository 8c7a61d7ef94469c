using System.Collections.Immutable;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

public partial class Simulation
{
    static SwitchboardInput ConferenceInputOf(Happening h, Garage garage, List<CallId> calls)
    {
        var user = UserOf(h.Who);
        var led = garage.CallsOf(new Employee(h.Who + 1, "")).Calls.FirstOrDefault(call => call.Conference is { Members.Length: > 0 });
        var any = h.Which < calls.Count ? calls[^(h.Which + 1)] : new CallId(Garage.Seeded(h.Which, 8));
        var own = led is null || h.Which == 5 ? any : led.Id;
        var member = led is null || h.Which == 4 ? any : led.Conference!.Members[h.Line % led.Conference.Members.Length].Call;
        switch (h.What)
        {
            case < 61:
                var talking = garage.CallsOf(new Employee(h.Who + 1, "")).Calls.FirstOrDefault(call => call.State is CallState.Active);
                var from = h.Which == 0 || talking is null ? own : talking.Id;
                return new SwitchboardInput.Invite(from, user, TargetOf(h.Line, h.Which), NewCall(calls), NewCall(calls), NewCall(calls));
            case 61:
                return new SwitchboardInput.MuteMember(own, user, member, On: h.Line % 2 == 0);
            case 62:
                return new SwitchboardInput.RemoveMember(own, user, member);
            case 63:
                return new SwitchboardInput.EndConference(own, user);
            case 65 or 66:
                return new SwitchboardInput.Supervise(
                    NewCall(calls),
                    h.Which == 0 ? user : UserOf(3),
                    h.Which == 1 ? LineOf(h.Line) : LineOf(3),
                    $"20{(h.Line % 4) + 1}",
                    (SupervisionMode)(h.Who % 3)
                );
            case 67:
                var watching = garage.CallsOf(garage.Joost).Calls.FirstOrDefault(call => call.Supervises is not null);
                return watching is not null && h.Which == 3 ? new SwitchboardInput.TakeOver(watching.Id, garage.Joost.Id, NewCall(calls))
                    : h.Which == 4 ? new SwitchboardInput.TakeOver(any, user, NewCall(calls))
                    : watching is null || h.Which == 0 ? new SwitchboardInput.ChangeSupervision(any, user, (SupervisionMode)(h.Line % 3))
                    : new SwitchboardInput.ChangeSupervision(watching.Id, garage.Joost.Id, (SupervisionMode)(h.Line % 3));
            default:
                var mixed = garage.Ears.Mixed.Values.ToList();
                return mixed.Count == 0
                    ? new SwitchboardInput.SpeakerChanged(new MixId(Garage.Seeded(1, 8)), null)
                    : new SwitchboardInput.SpeakerChanged(
                        mixed[h.Line % mixed.Count].In,
                        h.Which == 0 ? null : mixed[h.Line % mixed.Count].Media
                    );
        }
    }

    /// <summary>Who took over talks in the call that follows, the colleague is in none of it, and the other party was played nothing.</summary>
    static void AssertTakenOver(Garage garage, ImmutableArray<SwitchboardEffect> effects)
    {
        foreach (
            var over in effects
                .OfType<SwitchboardEffect.Record>()
                .Select(record => record.Event)
                .OfType<CallEnded>()
                .Where(ended => ended.Outcome is CallOutcome.TakenOver)
        )
        {
            var taken = garage.Ears.Of(new CallId(over.CallId)).OfType<CallTaken>().Single();
            var next = effects.OfType<SwitchboardEffect.Record>().Select(record => record.Event).OfType<CallPlaced>().Single();
            Assert.Equal(garage.Joost.Id.Value, taken.UserId);
            Assert.Contains(taken.UserId, new[] { next.CallerId, next.CalleeId }.OfType<Guid>());
            Assert.DoesNotContain(next.TransferredBy, new[] { next.CallerId, next.CalleeId });
            Assert.DoesNotContain(effects, effect => effect is SwitchboardEffect.RingLeg);
            Assert.Contains(garage.CallsOf(garage.Joost).Calls, call => call.Id.Value == next.CallId && call.State is CallState.Active);
        }
    }

    /// <summary>What the initiator sees of each member is what goes on at theirs.</summary>
    static void AssertConferencesHold(Garage garage)
    {
        var most = garage.Configuration!.Permissions.Rules.PeopleInConference;
        for (var number = 0; number < 4; number++)
        {
            foreach (
                var call in garage.CallsOf(new Employee(number + 1, "")).Calls.Where(call => call.Conference is { Members.Length: > 0 })
            )
            {
                Assert.InRange(call.Conference!.Members.Length, 1, most - 1);
                foreach (var member in call.Conference.Members)
                {
                    var events = garage.Ears.Of(member.Call);
                    Assert.DoesNotContain(events, e => e is CallEnded);
                    Assert.Equal(member.State is not MemberState.Ringing, events.Any(e => e is CallAnswered));
                    var mix = garage.Ears.Mixed.Values.SingleOrDefault(mixed => mixed.Call == member.Call);
                    Assert.Equal(member.State is MemberState.Active && !call.Conference.IsAlone, mix is not null);
                    Assert.True(mix is null || mix.By == (member.Muted ? HeardBy.Nobody : HeardBy.All));
                }
            }
        }

        var supervisors = garage.CallsOf(garage.Joost).Calls.Where(call => call.Supervises is not null).ToDictionary(call => call.Id);
        foreach (var mix in garage.Ears.Mixed.Values.GroupBy(mixed => mixed.In))
        {
            Assert.True(mix.Count(mixed => !supervisors.ContainsKey(mixed.Call)) <= Math.Max(most, 2));
            foreach (var supervisor in mix.Where(mixed => supervisors.ContainsKey(mixed.Call)))
            {
                Assert.Equal(supervisors[supervisor.Call].Supervises is SupervisionMode.Barge, supervisor.By.IsAll);
                var hearers = mix.Count(other => garage.Ears.AllHeardBy(other.Media).Contains(supervisor.Media));
                Assert.InRange(
                    hearers,
                    0,
                    supervisors[supervisor.Call].Supervises switch
                    {
                        SupervisionMode.Listen => 0,
                        SupervisionMode.Whisper => 1,
                        _ => mix.Count() - 1,
                    }
                );
            }
        }
    }
}
