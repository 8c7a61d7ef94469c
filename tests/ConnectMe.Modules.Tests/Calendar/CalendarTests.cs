using System.Collections.Immutable;
using System.Globalization;
using ConnectMe.Calendar.Domain;
using ConnectMe.Calendar.Planning;
using ConnectMe.Contacts.Contracts;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Demo;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Presence;
using ConnectMe.Modules.Tests.Telephony;
using ConnectMe.Modules.Tests.Telephony.Settings;
using ConnectMe.Presence.Domain;
using ConnectMe.Presence.Statuses;
using ConnectMe.Telephony.Contracts;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ConnectMe.Modules.Tests.Calendar;

/// <summary>What is planned becomes of statuses, calls and roles at its time. Each test is about another person.</summary>
public sealed class CalendarTests(ClockTests.SetHost host) : IClassFixture<ClockTests.SetHost>
{
    static readonly CompanyId Company = new(DemoCompany.Id);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    [Spec("M9.1-01", "M1.1-22", "B25")]
    public async Task At_its_time_a_planned_status_is_that_of_the_person_and_of_their_calls()
    {
        var (sanne, me) = (new Administrator(host, "sanne"), PersonOf("203"));
        using var page = host.Services.GetRequiredService<LiveUpdates>().Subscribe(Company, me);
        var from = await Plan(sanne, UsualStatuses.DoNotDisturb, inMinutes: 10, minutes: 60);
        await Hears(page, "calendar");
        Assert.Equal("Status: Beschikbaar", await Button(sanne));
        Assert.False((await Flows()).ContainsKey(me));

        host.Clock.Set(from - host.Clock.GetUtcNow() + TimeSpan.FromSeconds(1));

        Assert.Equal($"Status: Niet storen, uit agenda tot {Clock(from.AddHours(1))}", await Button(sanne));
        Assert.Equal(new Availability("dnd", "Niet storen", from.AddHours(1)), (await Seen(by: "202"))[me]);
        Assert.Equal(RungDevices.None, (await Flows())[me].Fixed.Rings);

        await sanne.Do($"/presence/status/{UsualStatuses.Available}"); // by hand, against the plan
        Assert.Equal("Status: Beschikbaar", await Button(sanne));
        Assert.False((await Flows()).ContainsKey(me));
        var next = await Plan(sanne, UsualStatuses.Lunch, inMinutes: 20, minutes: 30);
        host.Clock.Set(next - host.Clock.GetUtcNow() + TimeSpan.FromSeconds(1));
        Assert.Equal($"Status: Lunch, uit agenda tot {Clock(next.AddMinutes(30))}", await Button(sanne));

        host.Clock.Set(TimeSpan.FromHours(2));
        Assert.Equal("Status: Beschikbaar", await Button(sanne));
        Assert.False((await Flows()).ContainsKey(me));
    }

    [Fact]
    [Spec("M14.1-05", "M9.1-05")]
    public async Task In_a_planned_role_people_call_with_and_show_what_is_for_it_unless_they_chose_since()
    {
        var (joost, anna, me) = (new Administrator(host, "joost"), new Administrator(host), PersonOf("204"));
        await anna.Do(
            "/admin/numbers/new",
            ("Number", "020 555 0181"),
            ("Input.Kind", "Personal"),
            ("Input.GoesTo", $"{me.Value}"),
            ("Input.Use", "Private"),
            ("Input.ShownTo", "Owner")
        );
        Assert.Equal("+31205550100", await Shows(me));
        var from = await Plan(joost, UsualStatuses.FromHome, inMinutes: 10, minutes: 60, ProfileRole.Private);
        Assert.Equal("+31205550100", await Shows(me));

        host.Clock.Set(from - host.Clock.GetUtcNow() + TimeSpan.FromSeconds(31)); // the configuration is read again each half minute, if nobody tells

        Assert.Equal("+31205550181", await Shows(me));
        Assert.Equal(ProfileRole.Private, (await Person(me)).ProfileRole);
        Assert.Contains("020 555 0181", (await joost.Open("/caller-id")).Text("#cid-button"), StringComparison.Ordinal);
        var seen = await new Administrator(host, "bram").Open($"/contacts/{me.Value}?handler=card");
        Assert.Contains("+31 20 555 0181", seen.Text(".side"), StringComparison.Ordinal);

        await joost.Do("/profile/role", ("role", "Business")); // by hand, though it is that of their profile
        Assert.Equal("+31205550100", await Shows(me));

        host.Clock.Set(TimeSpan.FromHours(2));
        Assert.Equal(ProfileRole.Business, (await Person(me)).ProfileRole);
    }

    [Fact]
    [Spec("M9.1-01", "M14.1-05")]
    public async Task Who_waits_for_news_is_told_when_a_plan_begins_and_ends_also_after_a_restart()
    {
        var store = host.Services.GetRequiredService<IDocumentStore>();
        var noor = new Administrator(host, "noor");
        var from = await Plan(noor, UsualStatuses.Lunch, inMinutes: 5, minutes: 5, ProfileRole.Private);
        var time = new WatchedTime(host.Clock.GetUtcNow());
        var (flows, people) = (new Told(), new Told());
        var planned = new PlannedByCalendar(store, host.Services.GetRequiredService<CalendarChanges>(), time);
        var news = new PresenceNews([flows], host.Services.GetRequiredService<IPeople>(), new LiveUpdates(time));
        StatusEnds ends = null!;
        using var started = ends = new StatusEnds(
            store,
            new PresenceInMemory(store, host.Services.GetRequiredService<PresenceChanges>(), planned, time),
            planned,
            new PlannedNews(news, new PlannedRoles(planned, time), [people], new Lazy<StatusEnds>(() => ends)),
            time
        );

        await ends.StartAsync(Ct);
        Assert.InRange(await Passes(), from, from.AddSeconds(2));
        await Eventually.Is(() => flows.Times == 1 && people.Times == 1);
        Assert.InRange(await Passes(), from.AddMinutes(5), from.AddMinutes(5).AddSeconds(3));
        await Eventually.Is(() => flows.Times == 2 && people.Times == 2);
        await ends.StopAsync(Ct);

        async Task<DateTimeOffset> Passes()
        {
            time.Advance(await time.NextTimer(Ct) + TimeSpan.FromSeconds(1));
            return time.GetUtcNow();
        }
    }

    [Theory]
    [InlineData("2027-03-28", "01:29", "01:30", "02:00")] // 2:30 is 3:30
    [InlineData("2027-10-31", "00:29", "00:30", "03:00")] // the first 2:30
    [Spec("R8", "M9.1-01")]
    public async Task In_the_nights_that_the_clock_is_changed_the_status_follows_its_plan(
        string day,
        string before,
        string begins,
        string ends
    )
    {
        var store = host.Services.GetRequiredService<IDocumentStore>();
        var night = Planned.Entry($"{day} 02:30", $"{day} 04:00", status: UsualStatuses.Holiday) with { PersonId = Guid.NewGuid() };
        await using (var session = store.SessionFor(Company))
        {
            session.Store(night);
            await session.SaveChangesAsync(Ct);
        }

        var time = new FakeTimeProvider(Planned.Utc($"{day} {before}"));
        var presence = new PresenceInMemory(
            store,
            host.Services.GetRequiredService<PresenceChanges>(),
            new PlannedByCalendar(store, host.Services.GetRequiredService<CalendarChanges>(), time),
            time
        );
        async Task<HeldStatus> At(string moment)
        {
            time.SetUtcNow(Planned.Utc($"{day} {moment}"));
            var all = await presence.Of(Company, Ct);
            return all.Of(night.PersonId).At(time.GetUtcNow(), all.Statuses);
        }

        Assert.Equal(UsualStatuses.Available, (await At(before)).Status.Id);
        var held = await At(begins);
        Assert.Equal((UsualStatuses.Holiday, Planned.Utc($"{day} {ends}")), (held.Status.Id, held.Until));
        Assert.Equal(UsualStatuses.Available, (await At(ends)).Status.Id);
    }

    [Fact]
    [Spec("M9.1-01")]
    public async Task Years_of_plans_are_worked_out_while_a_call_waits()
    {
        var store = host.Services.GetRequiredService<IDocumentStore>();
        var company = new CompanyId(Guid.NewGuid());
        var begun = DateOnly.FromDateTime(host.Clock.GetUtcNow().UtcDateTime).AddYears(-5);
        await using (var session = store.SessionFor(company))
        {
            foreach (var nth in Enumerable.Range(0, 100))
            {
                var of = Guid.NewGuid();
                session.Store(
                    Enumerable
                        .Range(8, 5)
                        .Select(hour =>
                            Planned.Entry($"{begun:yyyy-MM-dd} {hour:00}:00", $"{begun:yyyy-MM-dd} {hour:00}:30", Planned.Daily) with
                            {
                                CompanyId = company.Value,
                                PersonId = of,
                            }
                        )
                );
            }

            await session.SaveChangesAsync(Ct);
        }

        var planned = new PlannedByCalendar(store, host.Services.GetRequiredService<CalendarChanges>(), host.Clock);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var first = await planned.Of(company, Ct);
        var once = clock.Elapsed;
        clock.Restart();
        host.Clock.Set(TimeSpan.FromSeconds(31)); // they are read again
        var again = await planned.Of(company, Ct);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{first.Count} planned: {once.TotalMilliseconds} ms with the database; read again: {clock.Elapsed.TotalMilliseconds} ms"
        );

        Assert.Same(first, again);
        Assert.InRange(first.Count, 1000, 3000);
        await using var tidy = store.SessionFor(company);
        tidy.DeleteWhere<CalendarEntry>(entry => entry.CompanyId == company.Value);
        await tidy.SaveChangesAsync(Ct);
    }

    /// <returns>When it begins.</returns>
    async Task<DateTimeOffset> Plan(Administrator person, Guid status, int inMinutes, int minutes, ProfileRole role = ProfileRole.Business)
    {
        var soon = host.Clock.GetUtcNow().AddMinutes(inMinutes);
        var from = new DateTimeOffset(soon.Ticks - soon.Ticks % TimeSpan.TicksPerMinute, TimeSpan.Zero);
        var (begins, ends) = (Local(from), Local(from.AddMinutes(minutes)));
        await person.Do(
            "/calendar/entry",
            ("Input.Status", $"{status}"),
            ("Input.FromDay", begins.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ("Input.FromTime", begins.ToString("HH:mm", CultureInfo.InvariantCulture)),
            ("Input.UntilDay", ends.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ("Input.UntilTime", ends.ToString("HH:mm", CultureInfo.InvariantCulture)),
            ("Input.Role", $"{role}")
        );
        return from;
    }

    static async Task<string> Button(Administrator person) =>
        (await person.Open("/presence")).Document.QuerySelector("#status-button")!.GetAttribute("aria-label")!;

    async Task<string?> Shows(UserId person) => (await new Administrator(host).Configuration()).CallerIdOf(person.Value).E164;

    async Task<Person> Person(UserId id) =>
        (await host.Services.GetRequiredService<IPeople>().Of(Company, Ct)).Single(person => person.Id == id);

    ValueTask<ImmutableDictionary<UserId, CallFlow>> Flows() => host.Services.GetRequiredService<ICallFlows>().Of(Company, Ct);

    async Task<IReadOnlyDictionary<UserId, Availability>> Seen(string by)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("nl"); // of this flow alone
        await using var scope = host.SignedIn(PersonOf(by));
        return await scope.ServiceProvider.GetRequiredService<IAvailabilities>().Of(Company, Ct);
    }

    static async Task Hears(LiveSubscription live, string topic)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!(await live.Next(TimeSpan.FromSeconds(1), patience.Token)).Contains(topic))
        {
            // other changes of this person
        }
    }

    static string Clock(DateTimeOffset at) => Local(at).ToString("HH:mm", CultureInfo.InvariantCulture);

    static DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam"));

    static UserId PersonOf(string extension) => new(Guid.Parse(Administrator.PersonId(extension)));

    sealed class Told : ICallFlowsChanged, IPeopleChanged
    {
        int _times;

        public int Times => Volatile.Read(ref _times);

        public Task CallFlowsChanged(CompanyId company)
        {
            Interlocked.Increment(ref _times);
            return Task.CompletedTask;
        }

        public void PeopleChanged(CompanyId company) => Interlocked.Increment(ref _times);
    }
}
