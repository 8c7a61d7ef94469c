using System.Collections.Immutable;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

/// <summary>A small company with a switchboard, ears on every line and a clock that is set.</summary>
internal sealed partial class Garage
{
    public static readonly DateTimeOffset Monday = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    Telephony.Switching.Switchboard _switchboard = NewSwitchboard();
    readonly Dictionary<LineId, UserId> _up = [];
    int _calls;

    public Garage() => Post(Staff());

    /// <param name="without">Who left.</param>
    public SwitchboardInput.PeopleChanged Staff(params IReadOnlyCollection<UserId> without) =>
        new([
            .. new[]
            {
                new Person(Anna.Id, "Anna de Vries", "201", ""),
                new Person(Bram.Id, "Bram Hofstra", "202", ""),
                new Person(Sanne.Id, "Sanne Bakker", "203", ""),
                new Person(Joost.Id, "Joost Visser", "204", "", IsAdministrator: true),
            }.Where(person => !without.Contains(person.Id)),
        ]);

    public IReadOnlyList<Employee> Employees => [Anna, Bram, Sanne, Joost];

    /// <summary>Who is not of the company any more.</summary>
    public IReadOnlyCollection<UserId> Left { get; private set; } = [];

    static Telephony.Switching.Switchboard NewSwitchboard() => new(new EmergencyNumbers(["144"], "31"));

    public Employee Anna { get; } = new(1, "201");
    public Employee Bram { get; } = new(2, "202");
    public Employee Sanne { get; } = new(3, "203");
    public Employee Joost { get; } = new(4, "204");

    public Ears Ears { get; } = new();
    public DateTimeOffset Now { get; private set; } = Monday;
    public DateTimeOffset? NextTimeout => _switchboard.NextTimeout;
    public int Count => _switchboard.Count;

    /// <summary>Null until a test sets one: then nothing leads outside.</summary>
    public TelephonyConfiguration? Configuration { get; private set; }

    /// <summary>Legs that ring say so at once; switched off to look at the moment before.</summary>
    public bool RingsAtOnce { get; set; } = true;

    public CallsView CallsOf(Employee who) => _switchboard.CallsOf(who.Id);

    /// <summary>The only call on this person's widget.</summary>
    public CallView CallOf(Employee who) => Assert.Single(CallsOf(who).Calls);

    public ImmutableArray<SwitchboardEffect> Post(SwitchboardInput input)
    {
        if (input is SwitchboardInput.LineUp up && (_up.TryAdd(up.Line, up.User) || _up[up.Line] == up.User))
        {
            Ears.Forget(up.Line);
        }
        else if (input is SwitchboardInput.LineDown down)
        {
            _up.Remove(down.Line);
        }

        Ears.Hear(input);
        Ears.Revive(input);
        if (input is SwitchboardInput.PeopleChanged people)
        {
            Left = [.. Employees.Select(one => one.Id).Except(people.People.Select(person => person.Id))];
        }

        if (input is SwitchboardInput.ConfigurationChanged changed)
        {
            Configuration = changed.Configuration;
        }

        if (input is SwitchboardInput.QueuesChanged queues)
        {
            _queuesSet = queues;
        }

        var effects = _switchboard.Handle(input, Now);
        foreach (var effect in effects)
        {
            Ears.Hear(effect);
        }

        if (RingsAtOnce)
        {
            foreach (var ring in effects.OfType<SwitchboardEffect.RingLeg>())
            {
                Post(new SwitchboardInput.LegRinging(ring.Leg));
            }
        }

        return effects;
    }

    /// <summary>Time passes; what was due on the way happens when it is due.</summary>
    public void Wait(TimeSpan time)
    {
        var until = Now + time;
        while (_switchboard.NextTimeout is { } due && due <= until)
        {
            Now = due > Now ? due : Now;
            Post(new SwitchboardInput.Deadline());
            Assert.True(_switchboard.NextTimeout is null || _switchboard.NextTimeout > Now, "a deadline that was kept is over");
        }

        Now = until;
    }

    public void Wait(double seconds) => Wait(TimeSpan.FromSeconds(seconds));

    public void Up(params ReadOnlySpan<Employee> all)
    {
        foreach (var who in all)
        {
            Post(new SwitchboardInput.LineUp(who.Line, who.Id));
        }
    }

    public void Set(TelephonyConfiguration configuration) => Post(new SwitchboardInput.ConfigurationChanged(configuration));

    public void Down(Employee who) => Post(new SwitchboardInput.LineDown(who.Line, who.Id, SignedOut: false));

    public void SignOut(Employee who) => Post(new SwitchboardInput.LineDown(who.Line, who.Id, SignedOut: true));

    public CallId DialShowing(Employee who, string target, CallerIdChoice shown)
    {
        var call = new CallId(Seeded(++_calls, 9));
        Post(new SwitchboardInput.Dial(call, who.Id, who.Line, target, shown));
        return call;
    }

    /// <summary>The telephone network calls a number of the company.</summary>
    public CallId CallIn(string number, string caller, string name = "", bool anonymous = false, int trunk = 1)
    {
        var call = new CallId(Seeded(++_calls, 9));
        Post(
            new SwitchboardInput.SipDialled(
                call,
                new Endpoint.Trunk(new TrunkId(PaperSettings.TrunkId(trunk)), caller),
                name,
                anonymous,
                number
            )
        );
        return call;
    }

    /// <summary>The leg that rings outside, and where.</summary>
    public (LegId Leg, Endpoint.Trunk At) OutsideLegOf(CallId call)
    {
        var (leg, paper) = Ears.Legs.Single(leg => Ears.CallOf(leg.Key) == call && leg.Value is { Calls: false, Endpoint: Endpoint.Trunk });
        return (leg, (Endpoint.Trunk)paper.Endpoint);
    }

    public void PhoneUp(params ReadOnlySpan<Employee> all)
    {
        foreach (var who in all)
        {
            Post(new SwitchboardInput.DeviceUp(who.Phone, who.Id));
        }
    }

    /// <summary>Dials on the desk phone.</summary>
    public CallId PhoneDial(Employee who, string target)
    {
        var call = new CallId(Seeded(++_calls, 9));
        Post(new SwitchboardInput.SipDialled(call, who.DeskPhone, "", Anonymous: false, target));
        return call;
    }

    /// <summary>Picks up the handset of the desk phone that rings.</summary>
    public LegId PickUp(Employee who, CallId call)
    {
        var leg = LegOf(who.DeskPhone, call);
        Post(new SwitchboardInput.LegAnswered(leg));
        return leg;
    }

    public LegId LegOf(Endpoint endpoint, CallId call) =>
        Ears.Legs.Single(leg => Ears.CallOf(leg.Key) == call && leg.Value.Endpoint == endpoint).Key;

    public CallId Dial(Employee who, string target)
    {
        var call = new CallId(Seeded(++_calls, 9));
        Post(new SwitchboardInput.Dial(call, who.Id, who.Line, target));
        return call;
    }

    public CallId Dial(Employee who, Employee whom) => Dial(who, whom.Extension);

    public void Answer(Employee who, CallId call) => Post(new SwitchboardInput.Answer(call, who.Id, who.Line));

    public void Refuse(Employee who, CallId call) => Post(new SwitchboardInput.Refuse(call, who.Id));

    public void HangUp(Employee who, CallId call) => Post(new SwitchboardInput.HangUp(call, who.Id));

    public void Hold(Employee who, CallId call) => Post(new SwitchboardInput.Hold(call, who.Id));

    public void Resume(Employee who, CallId call) => Post(new SwitchboardInput.Resume(call, who.Id));

    public void Mute(Employee who, CallId call, bool on = true) => Post(new SwitchboardInput.Mute(call, who.Id, on));

    /// <summary>Hands the call on without a word.</summary>
    /// <returns>The call that the other side is in then.</returns>
    public CallId Transfer(Employee who, CallId call, string target)
    {
        var (onward, recall) = NewPair();
        Post(new SwitchboardInput.TransferCall(call, who.Id, target, onward, recall));
        return onward;
    }

    /// <returns>The call in which is asked.</returns>
    public CallId Consult(Employee who, CallId call, string target)
    {
        var consultation = new CallId(Seeded(++_calls, 9));
        Post(new SwitchboardInput.Consult(call, who.Id, who.Line, target, consultation));
        return consultation;
    }

    /// <returns>The call that the two others are in then.</returns>
    public CallId ConnectCalls(Employee who, CallId call)
    {
        var (onward, recall) = NewPair();
        Post(new SwitchboardInput.ConnectCalls(call, who.Id, onward, recall));
        return onward;
    }

    /// <returns>The parked call.</returns>
    public CallId Park(Employee who, CallId call)
    {
        var (onward, recall) = NewPair();
        Post(new SwitchboardInput.Park(call, who.Id, onward, recall));
        return onward;
    }

    /// <summary>Rings another device of theirs to take the call over.</summary>
    public void Move(Employee who, CallId call, Endpoint to) => Post(new SwitchboardInput.MoveCall(call, who.Id, to));

    public TakeableCallsView TakeableBy(Employee who) => _switchboard.TakeableBy(who.Id);

    /// <summary>Fetches a parked call, or takes one that rings at a colleague, by a click.</summary>
    /// <returns>The call in which they talk then.</returns>
    public CallId Take(Employee who, CallId taken)
    {
        var call = new CallId(Seeded(++_calls, 9));
        Post(new SwitchboardInput.TakeCall(call, who.Id, who.Line, taken));
        return call;
    }

    public (CallId Onward, CallId Recall) NewPair() => (new CallId(Seeded(++_calls, 9)), new CallId(Seeded(++_calls, 9)));

    public CallId Connected(Employee one, Employee other)
    {
        Up(one, other);
        var call = Dial(one, other);
        Answer(other, call);
        AssertTalking(one, other);
        return call;
    }

    public void AssertTalking(Employee one, Employee other)
    {
        Assert.Equal(other.Line, Ears.HeardBy(one.Line));
        Assert.Equal(one.Line, Ears.HeardBy(other.Line));
    }

    public void AssertTalking(MediaId one, MediaId other)
    {
        Assert.Equal(other, Ears.HeardBy(one));
        Assert.Equal(one, Ears.HeardBy(other));
    }

    public void AssertSilence(Employee who)
    {
        Assert.Null(Ears.HeardBy(who.Line));
        Assert.Null(Ears.PlayedTo(who.Line));
    }

    public CallOutcome OutcomeOf(CallId call) => Assert.Single(Ears.Of(call).OfType<CallEnded>()).Outcome;

    public static Guid Seeded(int number, byte kind) => new(number, 0, 0, 0, 0, 0, 0, 0, 0, 0, kind);
}

/// <param name="Number">Also tells their lines apart: the first is theirs at work.</param>
internal sealed record Employee(int Number, string Extension)
{
    public UserId Id { get; } = new(Garage.Seeded(Number, 1));
    public LineId Line { get; } = new(Garage.Seeded(Number, 2));

    public DeviceId Phone { get; } = new(Garage.Seeded(Number, 4));

    public Endpoint.Phone DeskPhone => new(Phone, Id);

    /// <summary>Their second browser.</summary>
    public LineId HomeLine { get; } = new(Garage.Seeded(Number, 3));

    public Endpoint.Browser HomeBrowser => new(HomeLine);
}
