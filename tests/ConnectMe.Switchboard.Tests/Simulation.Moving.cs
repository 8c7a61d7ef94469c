using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

/// <summary>Calls that are moved to another device while everything else happens to them.</summary>
public partial class Simulation
{
    static SwitchboardInput MoveOf(Happening h, Garage garage, List<CallId> calls)
    {
        var views = Enumerable
            .Range(1, 4)
            .SelectMany(who => garage.CallsOf(new Employee(who, "")).Calls, (who, view) => (Who: who, View: view))
            .ToList();
        var movable = views.Where(one => !one.View.MovesTo.IsEmpty).ToList();
        var mobile = views.Where(one => one.View.MovesToMobile is not null).ToList();
        var moving = views.Where(one => one.View.Moving is not null).ToList();
        var call = h.Which < calls.Count ? calls[^(h.Which + 1)] : new CallId(Garage.Seeded(h.Which, 8));
        switch (h.What)
        {
            case < 77 when movable.Count > 0 && h.Which < 3:
                var (who, view) = movable[h.Line % movable.Count];
                return new SwitchboardInput.MoveCall(view.Id, UserOf(who - 1), view.MovesTo[h.Which % view.MovesTo.Length].At);
            case < 77 when mobile.Count > 0:
                var (whose, talks) = mobile[h.Line % mobile.Count];
                return new SwitchboardInput.MoveToMobile(talks.Id, UserOf(whose - 1));
            case 76:
                return new SwitchboardInput.MoveToMobile(call, UserOf(h.Who));
            case < 77:
                return new SwitchboardInput.MoveCall(call, UserOf(h.Who), new Endpoint.Browser(LineOf(h.Line)));
            case 77 when moving.Count > 0:
                return new SwitchboardInput.StopMoving(moving[0].View.Id, UserOf(moving[0].Who - 1));
            case 77:
                return new SwitchboardInput.StopMoving(call, UserOf(h.Who));
            case >= 78 when moving.Count > 0:
                return AnswerOf(garage, moving[h.Line % moving.Count]);
            default:
                return new SwitchboardInput.DeviceUp(new DeviceId(Garage.Seeded((h.Who % 4) + 1, 4)), UserOf(h.Who % 4));
        }
    }

    static SwitchboardInput AnswerOf(Garage garage, (int Who, CallView View) moving) =>
        moving.View.Moving!.At is Endpoint.Browser browser
            ? new SwitchboardInput.Answer(moving.View.Id, UserOf(moving.Who - 1), browser.Line)
            : PickedUpOf(garage, garage.Ears.Legs.First(leg => IsRungFor(garage, leg, moving.View)).Key);

    static SwitchboardInput PickedUpOf(Garage garage, LegId leg) =>
        garage.Ears.IsAsked(leg.Media) ? new SwitchboardInput.DigitReceived(leg.Media, '1') : new SwitchboardInput.LegAnswered(leg);

    static bool IsRungFor(Garage garage, KeyValuePair<LegId, PaperLeg> leg, CallView view) =>
        IsNotTaken(garage, leg.Value) && garage.Ears.CallOf(leg.Key) == view.Id && leg.Value.Endpoint == view.Moving!.At;

    /// <summary>It rings; or, of a mobile, whether they take the call is asked.</summary>
    static bool IsNotTaken(Garage garage, PaperLeg leg) => leg is { Calls: false } && (!leg.Answered || garage.Ears.IsAsked(leg.Media));

    /// <summary>What rings after the answer rings for a move that its user sees, not longer than half a minute, and never where they talk.</summary>
    static void AssertMovesGoOnOrAreOver(Garage garage)
    {
        var moving = Enumerable
            .Range(1, 4)
            .SelectMany(who => garage.CallsOf(new Employee(who, "")).Calls)
            .Where(view => view.Moving is not null)
            .ToList();
        Assert.Equal(
            moving.Count,
            garage.Ears.Legs.Count(leg =>
                IsNotTaken(garage, leg.Value) && garage.Ears.Of(garage.Ears.CallOf(leg.Key)).Any(e => e is CallAnswered)
            )
        );
        Assert.All(
            moving,
            view =>
            {
                Assert.True(view.State is CallState.Active or CallState.Held);
                Assert.Empty(view.MovesTo);
                Assert.Single(garage.Ears.Legs, leg => IsRungFor(garage, leg, view));
                Assert.True(view.Moving!.At is not Endpoint.Browser browser || browser.Line != view.Line);
                Assert.True(garage.NextTimeout <= garage.Now + Telephony.Switching.Switchboard.MoveRingTime);
                Assert.Null(view.MovesToMobile);
            }
        );
    }
}
