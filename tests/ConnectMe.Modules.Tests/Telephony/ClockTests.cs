using ConnectMe.Identity.Demo;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Settings;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Telephony;

/// <summary>The machine's clock is set while people call: by hand, or by NTP after a start without a network.</summary>
public sealed class ClockTests(ClockTests.SetHost host) : IClassFixture<ClockTests.SetHost>
{
    static readonly CompanyId Company = new(DemoCompany.Id);
    static readonly UserId Anna = UserOf("201");
    static readonly UserId Bram = UserOf("202");

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    ISwitchboardGrain Grain => host.Services.GetRequiredService<IGrainFactory>().GetGrain<ISwitchboardGrain>(Company.ToString());

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    [Spec("R8")]
    public async Task A_call_rings_on_and_goes_on_and_is_no_longer_than_it_was(int hours)
    {
        var (call, annas, brams) = (new CallId(Guid.CreateVersion7()), new LineId(Guid.NewGuid()), new LineId(Guid.NewGuid()));
        await Grain.Post(new SwitchboardInput.LineUp(annas, Anna));
        await Grain.Post(new SwitchboardInput.LineUp(brams, Bram));
        await GoesByTheClock(); // also when a call of another test is still being put away
        var placed = host.Clock.GetUtcNow();
        await Grain.Post(new SwitchboardInput.Dial(call, Anna, annas, "202"));

        await Set(hours);
        Assert.Equal(CallState.RingingOut, (await Seen(call)).Call.State);
        await Grain.Post(new SwitchboardInput.Answer(call, Bram, brams));
        await Set(hours);
        var (asOf, talked) = await Seen(call);
        Assert.Equal(CallState.Active, talked.State);
        Assert.InRange(asOf - talked.AnsweredAt!.Value, TimeSpan.Zero, AMinute);

        await Grain.Post(new SwitchboardInput.HangUp(call, Anna));
        await Grain.Post(new SwitchboardInput.HangUp(call, Bram));
        var record = await Recorded(call);
        Assert.InRange(record.Duration!.Value, TimeSpan.Zero, AMinute);
        Assert.InRange(record.PlacedAt, placed, placed + AMinute);

        await GoesByTheClock();
        await Grain.Post(new SwitchboardInput.LineDown(annas, Anna, SignedOut: true));
        await Grain.Post(new SwitchboardInput.LineDown(brams, Bram, SignedOut: true));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    [Spec("R8")]
    public async Task Phones_stay_registered_and_their_call_goes_on(int hours)
    {
        var administrator = new Administrator(host);
        await using var peers = new PhonesAndProviders(host, administrator);
        var (_, caller) = await peers.Phone("Balie", "203", "127.0.0.61");
        var (device, called) = await peers.Phone("Werkplaats", "204", "127.0.0.62");
        Assert.Equal(200, await caller.Register(seconds: 300));
        Assert.Equal(200, await called.Register(seconds: 300));

        await Set(hours);

        Assert.Contains("Online", (await administrator.Open("/admin/devices")).Text($"#device-{device}"), StringComparison.Ordinal);
        await using var call = await caller.Dial("204");
        Assert.Equal(200, call.Status);
        await Set(hours);
        Assert.Equal(CallState.Active, (await Grain.CallsOf(UserOf("204"))).Calls.Single().State);
        await call.HangUp();
    }

    static readonly TimeSpan AMinute = TimeSpan.FromMinutes(1);

    /// <summary>On by so many hours, or back; then the switchboard looks at what is due.</summary>
    Task Set(int hours)
    {
        host.Clock.Set(TimeSpan.FromHours(hours));
        return Grain.Post(new SwitchboardInput.Deadline());
    }

    /// <summary>Until the next call would be timed by the clock as it is set now.</summary>
    Task GoesByTheClock() => Eventually.Is(async () => ((await Grain.CallsOf(Anna)).AsOf - host.Clock.GetUtcNow()).Duration() < AMinute);

    async Task<(DateTimeOffset AsOf, CallView Call)> Seen(CallId call)
    {
        var seen = await Grain.CallsOf(Anna);
        return (seen.AsOf, seen.Calls.Single(view => view.Id == call));
    }

    async Task<CallRecord> Recorded(CallId call)
    {
        CallRecord? record = null;
        await Eventually.Is(async () =>
        {
            await using var session = host.Services.GetRequiredService<IDocumentStore>().QueryFor(Company);
            record = await session.LoadAsync<CallRecord>(call.Value, Ct);
            return record?.EndedAt is not null;
        });
        return record!;
    }

    static UserId UserOf(string extension) => new(DemoCompany.People.Single(person => person.Extension == extension).UserId);

    public sealed class SetHost(PostgresFixture postgres) : ConnectMeHost(postgres)
    {
        internal SetClock Clock { get; } = new();

        protected override void Configure(IServiceCollection services) => services.AddSingleton<TimeProvider>(Clock);
    }

    /// <summary>
    /// Ten in the morning in Amsterdam, on the next day, whenever tests run: what is an hour away is on the same day. From there it goes as the machine's, until it is set. What has gone
    /// by is measured as ever, as on a machine.
    /// </summary>
    internal sealed class SetClock : TimeProvider
    {
        long _ahead;

        public SetClock()
        {
            var now = base.GetUtcNow();
            var zone = new Netherlands().Zone;
            var morning = TimeZoneInfo.ConvertTime(now, zone).Date.AddDays(1).AddHours(10);
            Set(new DateTimeOffset(morning, zone.GetUtcOffset(morning)) - now);
        }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _ahead));

        public void Set(TimeSpan on) => Interlocked.Add(ref _ahead, on.Ticks);
    }
}
