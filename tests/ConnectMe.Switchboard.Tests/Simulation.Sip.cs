using System.Collections.Immutable;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Numbering;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

public partial class Simulation
{
    static readonly LegCause[] Causes = Enum.GetValues<LegCause>();

    static SwitchboardInput SipInputOf(Happening h, Garage garage, List<CallId> calls)
    {
        var user = UserOf(h.Who);
        var phone = new DeviceId(Garage.Seeded(h.Who + 1, 4));
        switch (h.What)
        {
            case 30:
                return new SwitchboardInput.DeviceUp(phone, h.Which == 0 ? UserOf(h.Line % 4) : user);
            case 31:
                return h.Which == 1 ? new SwitchboardInput.DeviceRevoked(phone) : new SwitchboardInput.DeviceDown(phone);
            case < 35:
                return new SwitchboardInput.SipDialled(
                    NewCall(calls),
                    new Endpoint.Phone(phone, user),
                    "",
                    Anonymous: h.Which == 0,
                    TargetOf(h.Line, h.Which)
                );
            case < 38:
                return new SwitchboardInput.SipDialled(
                    NewCall(calls),
                    new Endpoint.Trunk(new TrunkId(PaperSettings.TrunkId(1 + (h.Line % 3))), h.Which == 0 ? "" : "0301234567"),
                    "Garage Jansen",
                    Anonymous: h.Which == 1,
                    h.Line switch
                    {
                        < 3 => PaperSettings.AnnasNumber,
                        < 6 => PaperSettings.BramsNumber,
                        _ => TargetOf(h.Line, h.Which),
                    }
                );
            case 38 when h.Which < 3 && calls.Count > 0:
                return new SwitchboardInput.Woken(calls[^(1 + (h.Line % calls.Count))], user, Reached: h.Which > 0);
            case 38:
                return new SwitchboardInput.LegTrying(LegOf(h, garage, calls));
            case 39:
                return h.Who < 3
                    ? new SwitchboardInput.LegProgress(LegOf(h, garage, calls))
                    : new SwitchboardInput.DigitReceived(LegOf(h, garage, calls).Media, h.Which < 5 ? '1' : '2');
            case < 43:
                return new SwitchboardInput.LegAnswered(LegOf(h, garage, calls));
            case 43:
                return new SwitchboardInput.LegFailed(LegOf(h, garage, calls), Causes[h.Who % Causes.Length], 400 + h.Wait % 200);
            case 44:
                return new SwitchboardInput.LegEnded(LegOf(h, garage, calls), h.Who == 0 ? LegCause.Lost : LegCause.Normal);
            case 45:
                return new SwitchboardInput.LegHeld(LegOf(h, garage, calls));
            case 46:
                return new SwitchboardInput.LegResumed(LegOf(h, garage, calls));
            case 47:
                return new SwitchboardInput.MediaLost(LegOf(h, garage, calls).Media);
            case 48:
                return Change(h);
            default:
                return TransferOf(h, garage, calls);
        }
    }

    static SwitchboardInput Change(Happening h)
    {
        var trunk = new TrunkId(PaperSettings.TrunkId(1 + (h.Who % 2)));
        return h.Which switch
        {
            0 => new SwitchboardInput.TrunkDown(trunk),
            1 => new SwitchboardInput.TrunkUp(trunk),
            2 => new SwitchboardInput.ConfigurationChanged(h.Line < 4 ? PaperSettings.Stopped : PaperSettings.NotOutside(1 + (h.Who % 4))),
            4 => new SwitchboardInput.ConfigurationChanged(
                h.Line switch
                {
                    < 3 => PaperSettings.OnTheirPhones(1, 2 + (h.Who % 3)),
                    < 5 => PaperSettings.OnTheirMobiles(1, 2 + (h.Who % 3)) with { Wakeable = PaperSettings.Wakeable(1, 3).Wakeable },
                    _ => PaperSettings.Parking(slots: 2, parking: [1, 2], pickUp: [2, 3]),
                }
            ),
            3 when h.Line < 3 => new SwitchboardInput.ConfigurationChanged(
                PaperSettings.RecordingBy(ExtendedRecording.Standard with { IsAutomatic = h.Line > 0 }, null, 1, 2, 3)
            ),
            3 => new SwitchboardInput.ConfigurationChanged(PaperSettings.Standard with { Trunks = [PaperSettings.Standard.Trunks[1]] }),
            _ => new SwitchboardInput.ConfigurationChanged(PaperSettings.Standard),
        };
    }

    static CallId NewCall(List<CallId> calls)
    {
        calls.Add(new CallId(Garage.Seeded(calls.Count + 1, 7)));
        return calls[^1];
    }

    /// <summary>A leg of a phone or trunk that is there; now and then one that is not.</summary>
    static LegId LegOf(Happening h, Garage garage, List<CallId> calls)
    {
        var there = garage.Ears.Legs.Where(leg => leg.Value.IsSip).Select(leg => leg.Key).ToList();
        return h.Which == 5 || there.Count == 0
            ? new LegId(calls.Count > 0 ? calls[h.Line % calls.Count] : default, h.Which)
            : there[^(1 + (h.Line % there.Count))];
    }

    static MediaId? MediaOf(Ears ears, CallView call, UserId user)
    {
        if (call.Line is { } line)
        {
            return line.Media;
        }

        var phones = ears.Legs.Where(leg =>
            ears.CallOf(leg.Key) == call.Id
            && !ears.IsAsked(leg.Value.Media)
            && (leg.Value.Endpoint is Endpoint.Phone phone ? phone.Owner == user : OwnerOfMobile(leg.Value.Endpoint) == user)
        );
        return call.Device is DeviceKind.Phone or DeviceKind.Mobile
            ? phones.Single(leg => leg.Value is { Answered: true } or { Calls: true }).Value.Media
            : null;
    }

    /// <summary>Whose mobile is rung; nobody dials these numbers here.</summary>
    static UserId? OwnerOfMobile(Endpoint endpoint) =>
        endpoint is Endpoint.Trunk { Number: var number }
        && Enumerable.Range(0, 4).FirstOrDefault(who => PaperSettings.MobileOf(who + 1) == number, -1) is >= 0 and var owner
            ? UserOf(owner)
            : null;

    static void AssertNothingGoesOutThatMayNot(Garage garage, ImmutableArray<SwitchboardEffect> effects)
    {
        var set = garage.Configuration!;
        var outside = garage.Ears.Legs.Where(leg => leg.Value.Endpoint is Endpoint.Trunk).ToList();
        foreach (var trunk in set.Trunks)
        {
            Assert.InRange(
                outside.Count(leg => ((Endpoint.Trunk)leg.Value.Endpoint).Id.Value == trunk.Id),
                0,
                trunk.Settings.ConcurrentCalls
            );
        }

        foreach (
            var caller in outside
                .Where(leg => !leg.Value.Calls)
                .GroupBy(leg => OwnerOfMobile(leg.Value.Endpoint)?.Value ?? PayerOf(PlacedOf(garage, leg.Key.Call)))
        )
        {
            Assert.NotNull(caller.Key);
            Assert.InRange(caller.Count(), 1, DialGuard.AtOncePerPerson);
        }

        foreach (var ring in effects.OfType<SwitchboardEffect.RingLeg>().Where(ring => ring.Endpoint is Endpoint.Trunk))
        {
            var number = ((Endpoint.Trunk)ring.Endpoint).Number;
            Assert.Equal("NL", NumberPlan.CountryOf(number));
            Assert.Contains(NumberPlan.CostClassOf(number), set.Permissions.Rules.CostClasses);
            Assert.False(
                set.Permissions.IsStopped
                    && effects.Any(e => e is SwitchboardEffect.Record { Event: CallPlaced placed } && placed.CallId == ring.Leg.Call.Value),
                "a call was placed to outside though the stop switch is on"
            );
        }
    }

    static Guid? PayerOf(CallPlaced placed) => placed.TransferredBy ?? placed.CallerId;

    static CallPlaced PlacedOf(Garage garage, CallId call) => garage.Ears.Of(call).OfType<CallPlaced>().Single();
}
