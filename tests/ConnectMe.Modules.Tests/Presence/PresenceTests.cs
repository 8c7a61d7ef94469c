using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using ConnectMe.Contacts.Contracts;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Demo;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Identity;
using ConnectMe.Modules.Tests.Telephony;
using ConnectMe.Modules.Tests.Telephony.Settings;
using ConnectMe.Presence.Contracts;
using ConnectMe.Presence.Domain;
using ConnectMe.Presence.Statuses;
using ConnectMe.Telephony.Contracts;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Presence;

/// <summary>What people choose in the top bar and at Settings, Status.</summary>
public sealed class PresenceTests(ClockTests.SetHost host) : IClassFixture<ClockTests.SetHost>
{
    static readonly CompanyId Company = new(DemoCompany.Id);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    [Spec("M4.4-02", "A6-01")]
    public async Task The_list_has_each_status_by_its_name_and_what_it_does_with_calls()
    {
        var page = await new Administrator(host, "bram").Open("/calls");

        var options = page.Document.QuerySelectorAll("#pop-status [role=radiogroup] .opt[role=radio]");
        Assert.Equal(
            [
                "Beschikbaar: Gaat over op de toestellen die je koos",
                "In vergadering: Gaat 20 s over op de toestellen die je koos, dan naar voicemail",
                "Lunch: Gaat 20 s over op de toestellen die je koos, dan naar voicemail",
                "Thuiswerken: Softphone en mobiel, 45 s",
                "Afwezig: Gaat 20 s over op de toestellen die je koos, dan naar voicemail",
                "Niet beschikbaar (vast nummer): Vast nummer: meteen naar voicemail; mobiel nummer: gaat over op de toestellen die je koos",
                "Vakantie: Meteen naar voicemail",
                "Niet storen: Meteen naar voicemail",
            ],
            options.Select(option =>
                $"{option.QuerySelector("small")!.ParentElement!.FirstChild!.TextContent}: {option.QuerySelector("small")!.TextContent}"
            )
        );
        Assert.Equal(["true", .. Enumerable.Repeat("false", 7)], options.Select(option => option.GetAttribute("aria-checked")));
        Assert.Empty(page.Document.QuerySelectorAll("#pop-status .dur")); // the standard status has no end
        Assert.Equal("Status: Beschikbaar", page.Document.QuerySelector("#status-button")!.GetAttribute("aria-label"));
    }

    [Fact]
    [Spec("M4.4-05", "M1.1-13")]
    public async Task A_chosen_status_is_told_to_colleagues_who_share_theirs()
    {
        var (sanne, anna) = (new Administrator(host, "sanne"), new Administrator(host));
        using var bramHears = host.Services.GetRequiredService<LiveUpdates>().Subscribe(Company, PersonOf("202"));
        Assert.Equal("ok", (await Seen(by: "202"))[PersonOf("203")].Disc);

        var answer = await sanne.Do($"/presence/status/{UsualStatuses.Lunch}");

        Assert.Equal("true", answer.Document.QuerySelector($"#status-{UsualStatuses.Lunch}")!.GetAttribute("aria-checked"));
        Assert.Equal("Status: Lunch", answer.Document.QuerySelector("#status-button")!.GetAttribute("aria-label"));
        await Hears(bramHears);
        Assert.Equal(new Availability("away", "Lunch", Until: null), (await Seen(by: "202"))[PersonOf("203")]);
        Assert.Equal("away", (await sanne.Open("/calls")).Document.QuerySelector(".topb.me .pres")!.GetAttribute("data-p"));
        Assert.Equal(20, (await Flows())[PersonOf("203")].Fixed.Seconds);

        await Templates.Give(anna, Administrator.PersonId("203"), ("Input.UnifiedCommunications", "false"));
        Assert.False((await Seen(by: "202")).ContainsKey(PersonOf("203")));
        Assert.Null((await sanne.Open("/presence")).Document.QuerySelector("#status-seen")); // colleagues do not see it
        Assert.Empty(await Seen(by: "203"));
        Assert.Equal(20, (await Flows())[PersonOf("203")].Fixed.Seconds); // it still says how they are called
        await Templates.Give(anna, Administrator.PersonId("203"));
        Assert.Equal("Lunch", (await Seen(by: "202"))[PersonOf("203")].Name);
        Assert.NotNull((await sanne.Open("/presence")).Document.QuerySelector("#status-seen"));
    }

    [Fact]
    [Spec("M4.4-06", "M4.4-07")]
    public async Task A_temporary_status_ends_by_itself_in_the_standard_one()
    {
        var joost = new Administrator(host, "joost");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await joost.Post("/presence/until/30")).Status); // the standard status has no end
        await joost.Do($"/presence/status/{UsualStatuses.DoNotDisturb}");
        foreach (var nonsense in new[] { "0", "31", "-30", "100000", "Open" })
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await joost.Post($"/presence/until/{nonsense}")).Status);
        }

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await joost.Post("/presence/until/clock", ("at", "25:00"))).Status);
        var answer = await joost.Do("/presence/until/30");

        var until = (await Seen(by: "202"))[PersonOf("204")].Until!.Value;
        Assert.InRange(until - host.Clock.GetUtcNow(), TimeSpan.FromMinutes(29), TimeSpan.FromMinutes(30));
        var clock = TimeZoneInfo.ConvertTime(until, TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam")).ToString("HH:mm");
        Assert.EndsWith(clock, answer.Text("#status-button"), StringComparison.Ordinal);
        Assert.Equal("Niet storen", (await Seen(by: "202"))[PersonOf("204")].Name);
        Assert.Equal(RungDevices.None, (await Flows())[PersonOf("204")].Fixed.Rings);

        host.Clock.Set(TimeSpan.FromMinutes(31));

        Assert.Equal(new Availability("ok", "Beschikbaar", Until: null), (await Seen(by: "202"))[PersonOf("204")]);
        Assert.False((await Flows()).ContainsKey(PersonOf("204")));
        Assert.Equal(
            "Status: Beschikbaar",
            (await joost.Open("/presence")).Document.QuerySelector("#status-button")!.GetAttribute("aria-label")
        );
    }

    [Fact]
    [Spec("M4.4-06")]
    public async Task A_time_that_is_past_is_that_of_tomorrow()
    {
        var noor = new Administrator(host, "noor");
        await noor.Do($"/presence/status/{UsualStatuses.Away}");
        var now = TimeZoneInfo.ConvertTime(host.Clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam"));
        var anHourAgo = now.AddHours(-1).ToString("HH:mm");

        await noor.Do("/presence/until/clock", ("at", anHourAgo));

        var until = (await Seen(by: "202"))[PersonOf("206")].Until!.Value;
        Assert.InRange(until - host.Clock.GetUtcNow(), TimeSpan.FromHours(21), TimeSpan.FromHours(24)); // also on the days that have 23 or 25
        await noor.Do("/presence/until/open");
        Assert.Null((await Seen(by: "202"))[PersonOf("206")].Until);
    }

    [Fact]
    [Spec("M4.4-06")]
    public async Task The_end_of_the_working_day_is_offered_while_it_lies_ahead()
    {
        var fatima = new Administrator(host, "fatima");
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");
        var hours = host.Services.GetRequiredService<IBusinessHours>();
        await fatima.Do($"/presence/status/{UsualStatuses.FromHome}");
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(host.Clock.GetUtcNow(), zone).DateTime).AddDays(1);
        while (hours.On(Company, day).Until is null)
        {
            day = day.AddDays(1);
        }

        var closing = hours.On(Company, day).Until!.Value;
        var local = day.ToDateTime(closing);
        var end = new DateTimeOffset(local, zone.GetUtcOffset(local));
        host.Clock.Set(end.AddHours(-2) - host.Clock.GetUtcNow());
        Assert.Contains($"Tot {closing:HH\\:mm}", (await fatima.Open("/presence")).Text("#until-day"), StringComparison.OrdinalIgnoreCase);
        await fatima.Do("/presence/until/day");
        Assert.Equal(end, (await Seen(by: "202"))[PersonOf("205")].Until);

        host.Clock.Set(TimeSpan.FromHours(3));
        await fatima.Do($"/presence/status/{UsualStatuses.FromHome}");
        Assert.Null((await fatima.Open("/presence")).Document.QuerySelector("#until-day"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await fatima.Post("/presence/until/day")).Status);
    }

    [Fact]
    [Spec("M4.4-06")]
    public async Task Who_waits_for_news_is_told_at_the_end_also_after_a_restart()
    {
        var store = host.Services.GetRequiredService<IDocumentStore>();
        await new Administrator(host, "fatima").Do($"/presence/status/{UsualStatuses.InMeeting}");
        await new Administrator(host, "fatima").Do("/presence/until/60");
        var time = new WatchedTime(host.Clock.GetUtcNow());
        var (told, live) = (new Told(), new LiveUpdates(time));
        using var brams = live.Subscribe(Company, PersonOf("202"));
        var planned = host.Services.GetRequiredService<IPlannedStatuses>(); // nothing is
        StatusEnds? ends = null;
        using var waits = ends = new StatusEnds(
            store,
            new PresenceInMemory(store, host.Services.GetRequiredService<PresenceChanges>(), planned, time),
            planned,
            new PlannedNews(
                new PresenceNews([told], host.Services.GetRequiredService<IPeople>(), live),
                new PlannedRoles(planned, time),
                [],
                new Lazy<StatusEnds>(() => ends!)
            ),
            time
        );

        await ends.StartAsync(Ct);
        for (var quarter = 0; quarter < 4; quarter++)
        {
            Assert.Equal(0, told.Times);
            Assert.InRange(await time.NextTimer(Ct), TimeSpan.Zero, TimeSpan.FromMinutes(15)); // it looks at the clock in between, which may be set
            time.Advance(TimeSpan.FromMinutes(15) + TimeSpan.FromSeconds(1));
        }

        await Eventually.Is(() => told.Times == 1);
        await Hears(brams);
        await ends.StopAsync(Ct);
    }

    [Fact]
    [Spec("M4.3-01", "M4.3-02", "M4.3-03", "M4.3-04", "M14.2-01")]
    public async Task Calls_are_forwarded_in_that_status_alone_and_only_while_the_switch_is_on()
    {
        var fatima = new Administrator(host, "fatima");
        var me = PersonOf("205");
        var (meeting, address) = (UsualStatuses.InMeeting, $"/settings/status/{UsualStatuses.InMeeting}");
        await fatima.Do($"/presence/status/{meeting}");
        Assert.Contains(
            "Gaat 20 s over",
            (await fatima.Open("/settings/status")).Text($"#status-{meeting}-set small"),
            StringComparison.Ordinal
        );

        var filledIn = await fatima.Do(address, ("number", "06 12345678"));
        Assert.Contains("Opgeslagen", filledIn.Text("[role=status]"), StringComparison.Ordinal);
        Assert.Equal("06 12345678", filledIn.Document.QuerySelector($"#fw-{meeting}")!.GetAttribute("value"));
        Assert.Null((await Flows())[me].ForwardAll);
        Assert.Null((await fatima.Open("/calls")).Document.QuerySelector(".topb--fwd"));
        Assert.Equal("Geen doorschakeling", await Hover(fatima));

        var on = await fatima.Do(address, ("number", "06 12345678"), ("isOn", "true"));
        Assert.Equal("Alle oproepen naar +31 6 12345678", on.Text($"#status-{meeting}-set small.bad"));
        Assert.Equal(new CallTarget(CallTargetKind.Number, "06 12345678"), (await Flows())[me].ForwardAll);
        Assert.NotNull((await fatima.Open("/calls")).Document.QuerySelector("#forwarding-button.topb--fwd"));
        Assert.Equal("Alle oproepen naar +31 6 12345678", await Hover(fatima));

        await fatima.Do($"/presence/status/{UsualStatuses.Available}"); // forwarding belongs to a status
        Assert.False((await Flows()).ContainsKey(me));
        Assert.Equal("Geen doorschakeling", await Hover(fatima));
        await fatima.Do($"/presence/status/{meeting}");
        Assert.NotNull((await Flows())[me].ForwardAll);

        var off = await fatima.Do("/presence/forwarding/off");
        Assert.Null(off.Document.QuerySelector(".topb--fwd"));
        Assert.Null((await Flows())[me].ForwardAll);
        Assert.Equal(
            "06 12345678",
            (await fatima.Open("/settings/status")).Document.QuerySelector($"#fw-{meeting}")!.GetAttribute("value")
        );
        await fatima.Do($"/presence/status/{UsualStatuses.Available}");
    }

    [Fact]
    [Spec("M4.3-01", "M4.3-05")]
    public async Task Straight_to_voicemail_needs_no_number_and_the_hover_text_says_so()
    {
        var fatima = new Administrator(host, "fatima");
        await fatima.Do($"/presence/status/{UsualStatuses.Away}");
        var address = $"/settings/status/{UsualStatuses.Away}";

        var on = await fatima.Do(address, ("number", ""), ("isOn", "true"), ("toVoicemail", "true"));

        Assert.Equal("Alle oproepen naar voicemail", on.Text($"#status-{UsualStatuses.Away}-set small.bad"));
        Assert.True(on.Document.QuerySelector($"#status-{UsualStatuses.Away}-set [name=toVoicemail][value=true]")!.HasAttribute("checked"));
        Assert.Equal(Forwarding.Voicemail, (await Flows())[PersonOf("205")].ForwardAll);
        Assert.NotNull((await fatima.Open("/calls")).Document.QuerySelector("#forwarding-button.topb--fwd"));
        Assert.Equal("Alle oproepen naar voicemail", await Hover(fatima));
        await fatima.Do("/presence/forwarding/off");
        Assert.Equal("Geen doorschakeling", await Hover(fatima));
        await fatima.Do($"/presence/status/{UsualStatuses.Available}");
    }

    [Theory]
    [InlineData("", "Vul een nummer in.")]
    [InlineData("112", "noodnummer")]
    [InlineData("701", "parkeerplaats")]
    [InlineData("999", "geen toestelnummer van je bedrijf")]
    [InlineData("<script>", "Vul een nummer in.")]
    [InlineData("202", "je eigen toestelnummer")]
    [Spec("M4.3-01")]
    public async Task Only_what_can_be_dialled_is_forwarded_to(string number, string why)
    {
        var answer = await new Administrator(host, "bram").Post(
            $"/settings/status/{UsualStatuses.Holiday}",
            ("number", number),
            ("isOn", "true")
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains(why, answer.Text($"#fw-{UsualStatuses.Holiday}-e"), StringComparison.Ordinal);
        Assert.Equal(number, answer.Document.QuerySelector($"#fw-{UsualStatuses.Holiday}")!.GetAttribute("value") ?? "");
        await using var query = host.Services.GetRequiredService<IDocumentStore>().QueryFor(Company);
        Assert.Null(await query.LoadAsync<Forwarding>(PresenceStreams.Forwarding(PersonOf("202"), UsualStatuses.Holiday), Ct));
    }

    static async Task<string> Hover(Administrator person) =>
        (await person.Open("/presence")).Document.QuerySelector("#forwarding-button")!.GetAttribute("title")!;

    async Task<IReadOnlyDictionary<UserId, Availability>> Seen(string by)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("nl"); // of this flow alone
        await using var scope = host.SignedIn(PersonOf(by));
        return await scope.ServiceProvider.GetRequiredService<IAvailabilities>().Of(Company, Ct);
    }

    ValueTask<ImmutableDictionary<UserId, CallFlow>> Flows() => host.Services.GetRequiredService<ICallFlows>().Of(Company, Ct);

    static async Task Hears(LiveSubscription live)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!(await live.Next(TimeSpan.FromSeconds(1), patience.Token)).Contains(IAvailabilities.Topic))
        {
            // other changes of this person
        }
    }

    static UserId PersonOf(string extension) => new(Guid.Parse(Administrator.PersonId(extension)));

    sealed class Told : ICallFlowsChanged
    {
        int _times;

        public int Times => Volatile.Read(ref _times);

        public Task CallFlowsChanged(CompanyId company)
        {
            Interlocked.Increment(ref _times);
            return Task.CompletedTask;
        }
    }
}
