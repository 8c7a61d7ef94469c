using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Telephony;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Features;
using ConnectMe.Telephony.History;
using Marten;

namespace ConnectMe.Modules.Tests.Telephony;

public sealed class CallLogTests(PostgresFixture postgres) : IAsyncLifetime
{
    DocumentStore _store = null!;

    public async ValueTask InitializeAsync() => _store = await postgres.NewStore(TelephonyModule.Documents);

    [Fact]
    [Spec("M1.1-20", "M7-01", "M7-02", "M7-07")]
    public async Task All_calls_of_a_user_are_listed_newest_first()
    {
        var first = await Call(PaperCalls.AnnaCallsBram(), CallOutcome.Completed, answeredAfter: 5);
        var second = await Call(PaperCalls.AnnaCallsNobody(PaperCalls.Monday.AddHours(1)), CallOutcome.UnknownNumber);

        Assert.Equal([second, first], (await LogOf(PaperCalls.Anna)).Entries.Select(entry => entry.Call));
        Assert.Equal([first], (await LogOf(PaperCalls.Bram)).Entries.Select(entry => entry.Call));
    }

    [Fact]
    [Spec("M7-04", "M7-06", "M7-08")]
    public async Task Each_party_sees_the_other_the_direction_and_the_length_of_the_conversation()
    {
        await Call(PaperCalls.AnnaCallsBram(), CallOutcome.Completed, answeredAfter: 5, endedAfter: 65);

        var atAnna = Assert.Single((await LogOf(PaperCalls.Anna)).Entries);
        Assert.True(atAnna is { Outgoing: true, Missed: false, OtherName: "Bram Hofstra", OtherNumber: "202" });
        Assert.Equal(PaperCalls.Monday, atAnna.PlacedAt);
        Assert.Equal(TimeSpan.FromMinutes(1), atAnna.Duration);
        var atBram = Assert.Single((await LogOf(PaperCalls.Bram)).Entries);
        Assert.True(atBram is { Outgoing: false, Missed: false, OtherName: "Anna de Vries", OtherNumber: "201" });
    }

    [Fact]
    [Spec("M7-04")]
    public async Task A_number_that_is_nobodys_is_listed_by_its_digits()
    {
        await Call(PaperCalls.AnnaCallsNobody(), CallOutcome.UnknownNumber);

        var entry = Assert.Single((await LogOf(PaperCalls.Anna)).Entries);
        Assert.True(entry is { OtherUser: null, OtherName: "", OtherNumber: "0201234567", Duration: null });
    }

    [Theory]
    [InlineData(CallOutcome.NoAnswer)]
    [InlineData(CallOutcome.Cancelled)]
    [InlineData(CallOutcome.Unreachable)]
    [InlineData(CallOutcome.Busy)]
    [Spec("M1.1-20", "M7-03", "M7-08")]
    public async Task What_nobody_answered_is_missed_by_the_callee_and_not_by_the_caller(CallOutcome outcome)
    {
        await Call(PaperCalls.AnnaCallsBram(), outcome);

        Assert.True(Assert.Single((await LogOf(PaperCalls.Bram, missedOnly: true)).Entries).Missed);
        Assert.Empty((await LogOf(PaperCalls.Anna, missedOnly: true)).Entries);
        Assert.False(Assert.Single((await LogOf(PaperCalls.Anna)).Entries).Missed);
    }

    [Theory]
    [InlineData(CallOutcome.Completed, 5)]
    [InlineData(CallOutcome.LineLost, 5)]
    [InlineData(CallOutcome.Refused, null)]
    [Spec("B4", "M7-03")]
    public async Task What_was_answered_anywhere_or_refused_is_not_missed(CallOutcome outcome, int? answeredAfter)
    {
        await Call(PaperCalls.AnnaCallsBram(), outcome, answeredAfter);

        Assert.Empty((await LogOf(PaperCalls.Bram, missedOnly: true)).Entries);
        Assert.False(Assert.Single((await LogOf(PaperCalls.Bram)).Entries).Missed);
    }

    [Fact]
    [Spec("B4")]
    public async Task What_was_handed_on_is_one_line_with_its_parts_and_answered_later_is_not_missed()
    {
        var first = PaperCalls.OutsideCallsAnna();
        var asked = PaperCalls.AnnaCallsBram(PaperCalls.Monday.AddMinutes(1));
        var onward = PaperCalls.OutsideCallsAnna() with
        {
            At = PaperCalls.Monday.AddMinutes(2),
            CalleeId = PaperCalls.Bram,
            CalleeName = "Bram Hofstra",
            TransferOf = first.CallId,
            TransferredBy = PaperCalls.Anna,
            CalleeContinues = true,
        };
        await Store(PaperCalls.Garage, first, first.Answered(5), first.Ended(65, CallOutcome.Transferred));
        await Store(
            PaperCalls.Garage,
            asked,
            asked.Ended(10, CallOutcome.NoAnswer),
            new CallFolded(asked.CallId, asked.At, first.CallId, CallerContinues: true, CalleeContinues: null),
            new CallLaterAnswered(asked.CallId, onward.At)
        );
        await Store(PaperCalls.Garage, onward, onward.Answered(3), onward.Ended(33, CallOutcome.Completed));

        var atAnna = Assert.Single((await LogOf(PaperCalls.Anna)).Entries);
        Assert.Equal((first.CallId, TimeSpan.FromMinutes(1)), (atAnna.Call, atAnna.Duration!.Value));
        Assert.Equal(
            [
                (CallOutcome.Transferred, "030 123 4567", "Anna de Vries"),
                (CallOutcome.NoAnswer, "Anna de Vries", "Bram Hofstra"),
                (CallOutcome.Completed, "030 123 4567", "Bram Hofstra"),
            ],
            atAnna.Parts.Select(part => (part.Outcome, part.Caller, part.Callee))
        );
        var atBram = Assert.Single((await LogOf(PaperCalls.Bram)).Entries);
        Assert.Equal(
            (asked.CallId, false, TimeSpan.FromSeconds(30), 3),
            (atBram.Call, atBram.Missed, atBram.Duration!.Value, atBram.Parts.Count)
        );
        Assert.Empty((await LogOf(PaperCalls.Bram, missedOnly: true)).Entries);
    }

    [Fact]
    [Spec("B4")]
    public async Task A_call_that_goes_on_is_not_listed_yet()
    {
        await Store(PaperCalls.Garage, PaperCalls.AnnaCallsBram());

        Assert.Empty((await LogOf(PaperCalls.Anna)).Entries);
    }

    [Fact]
    [Spec("M7-02")]
    public async Task Fifty_calls_are_a_page()
    {
        for (var i = 0; i < 51; i++)
        {
            await Call(PaperCalls.AnnaCallsBram(PaperCalls.Monday.AddMinutes(i)), CallOutcome.NoAnswer);
        }

        var (first, all) = (await LogOf(PaperCalls.Anna), await LogOf(PaperCalls.Anna, most: 2 * CallLog.PageSize));
        Assert.Equal(50, first.Entries.Count);
        Assert.True(first.HasMore);
        Assert.Equal(PaperCalls.Monday, all.Entries[50].PlacedAt);
        Assert.False(all.HasMore);
    }

    [Fact]
    [Spec("M7-01", "M7-04")]
    public async Task A_call_to_outside_is_listed_in_national_notation_with_the_device_it_was_made_with()
    {
        var placed = PaperCalls.AnnaCallsOutside();
        await Store(
            PaperCalls.Garage,
            placed,
            new CallRouted(placed.CallId, placed.At, Guid.NewGuid(), "Voorbeeld Telecom"),
            new RouteFailed(placed.CallId, placed.At, Guid.NewGuid(), "Voorbeeld Telecom", LegCause.Unavailable, 503),
            new CallRouted(placed.CallId, placed.At, Guid.NewGuid(), "Reserve"),
            new CallAnswered(placed.CallId, placed.At.AddSeconds(5), null, DeviceKind.Trunk),
            placed.Ended(65, CallOutcome.Completed)
        );

        var entry = Assert.Single((await LogOf(PaperCalls.Anna)).Entries);
        Assert.True(entry is { Outgoing: true, OtherNumber: "020 123 4567", Outside: true, Device: DeviceKind.Phone });
        await using var session = _store.QueryFor(PaperCalls.Garage);
        var record = await session.LoadAsync<CallRecord>(placed.CallId, TestContext.Current.CancellationToken);
        Assert.True(record is { Trunk: "Reserve", Shown: "+31205550101", AnsweredWith: DeviceKind.Trunk });
        Assert.Equal([new FailedRoute("Voorbeeld Telecom", LegCause.Unavailable, 503)], record.FailedRoutes);
    }

    [Fact]
    [Spec("B14")]
    public async Task Each_party_sees_how_the_sound_of_both_travelled()
    {
        var placed = PaperCalls.AnnaCallsBram();
        await Store(
            PaperCalls.Garage,
            placed,
            placed.Answered(5),
            placed.Ended(65, CallOutcome.Completed),
            PaperCalls.Measured(placed, isCaller: true, mos: 2.4),
            PaperCalls.Measured(placed, isCaller: false, mos: 4.3),
            PaperCalls.Measured(placed, isCaller: null, mos: null) // nothing came: nothing to judge
        );

        Assert.Equal(
            [new LoggedSound(true, DeviceKind.Browser, 2.4, 1), new LoggedSound(false, DeviceKind.Browser, 4.3, 4)],
            Assert.Single((await LogOf(PaperCalls.Anna)).Entries).Sounds
        );
        Assert.Equal([false, true], Assert.Single((await LogOf(PaperCalls.Bram)).Entries).Sounds.Select(sound => sound.IsOwn));
    }

    [Fact]
    [Spec("M7-01", "M7-03")]
    public async Task A_call_from_outside_that_nobody_answered_is_missed_and_one_answered_on_a_phone_is_not()
    {
        var missed = await Call(PaperCalls.OutsideCallsAnna(), CallOutcome.NoAnswer);
        var placed = PaperCalls.OutsideCallsAnna(number: "");
        await Store(
            PaperCalls.Garage,
            placed,
            new CallAnswered(placed.CallId, placed.At.AddSeconds(5), PaperCalls.Anna, DeviceKind.Phone),
            placed.Ended(9, CallOutcome.Completed)
        );

        var entry = Assert.Single((await LogOf(PaperCalls.Anna, missedOnly: true)).Entries);
        Assert.True(entry is { Outgoing: false, Missed: true, OtherUser: null, OtherNumber: "030 123 4567", Device: null });
        Assert.Equal(missed, entry.Call);
        var answered = Assert.Single((await LogOf(PaperCalls.Anna)).Entries, e => !e.Missed);
        Assert.True(answered is { OtherName: "", OtherNumber: "", Outside: true, Device: DeviceKind.Phone });
    }

    [Fact]
    public async Task A_parked_call_says_who_parked_it_and_who_fetched_it()
    {
        var jan = PaperCalls.OutsideCallsAnna();
        var parked = jan with
        {
            CallId = Guid.CreateVersion7(),
            At = jan.At.AddSeconds(30),
            Dialled = "700",
            CalleeId = null,
            CalleeName = "",
            TransferOf = jan.CallId,
            TransferredBy = PaperCalls.Anna,
        };
        var fetched = parked with
        {
            CallId = Guid.CreateVersion7(),
            At = jan.At.AddSeconds(70),
            CalleeId = PaperCalls.Bram,
            Dialled = "202",
        };
        await Store(PaperCalls.Garage, jan, jan.Answered(2), jan.Ended(30, CallOutcome.Transferred));
        await Store(
            PaperCalls.Garage,
            parked,
            new CallParked(parked.CallId, parked.At, PaperCalls.Anna, "Anna de Vries", "700"),
            new CallTaken(parked.CallId, fetched.At, PaperCalls.Bram, "Bram Hofstra"),
            parked.Ended(40, CallOutcome.Transferred)
        );
        await Store(PaperCalls.Garage, fetched, fetched.Answered(0), fetched.Ended(9, CallOutcome.Completed));

        CallStep[] steps = [new(CallStepKind.ParkedBy, "Anna de Vries", "700"), new(CallStepKind.FetchedBy, "Bram Hofstra", "700")];
        var atAnna = Assert.Single((await LogOf(PaperCalls.Anna)).Entries);
        Assert.Equal(steps, atAnna.Parts.SelectMany(part => part.Steps));
        Assert.Equal("Parked", CallLogWords.Of(atAnna));
        Assert.Equal(TimeSpan.FromSeconds(28), atAnna.Duration);
        var atBram = Assert.Single((await LogOf(PaperCalls.Bram)).Entries);
        Assert.Equal(steps, atBram.Parts.SelectMany(part => part.Steps));
    }

    [Fact]
    public async Task A_call_that_a_colleague_took_is_not_missed_and_both_logs_say_who()
    {
        var rang = PaperCalls.OutsideCallsAnna();
        var taken = rang with
        {
            CallId = Guid.CreateVersion7(),
            At = rang.At.AddSeconds(9),
            CalleeId = PaperCalls.Bram,
            CalleeName = "Bram Hofstra",
            TransferOf = rang.CallId,
        };
        await Store(
            PaperCalls.Garage,
            rang,
            new CallTaken(rang.CallId, taken.At, PaperCalls.Bram, "Bram Hofstra"),
            rang.Ended(9, CallOutcome.Transferred)
        );
        await Store(PaperCalls.Garage, taken, taken.Answered(0), taken.Ended(60, CallOutcome.Completed));

        var atAnna = Assert.Single((await LogOf(PaperCalls.Anna)).Entries);
        Assert.Equal([new(CallStepKind.TakenBy, "Bram Hofstra", "")], atAnna.Parts.SelectMany(part => part.Steps));
        Assert.False(atAnna.Missed);
        Assert.Equal("Taken", CallLogWords.Of(atAnna));
        Assert.Empty((await LogOf(PaperCalls.Anna, missedOnly: true)).Entries);
        var atBram = Assert.Single((await LogOf(PaperCalls.Bram)).Entries);
        Assert.Equal([new(CallStepKind.TakenBy, "Bram Hofstra", "")], atBram.Parts.SelectMany(part => part.Steps));
    }

    [Fact]
    public async Task A_call_that_a_supervisor_took_over_is_one_line_that_says_who()
    {
        var talked = PaperCalls.OutsideCallsAnna();
        var next = talked with
        {
            CallId = Guid.CreateVersion7(),
            At = talked.At.AddSeconds(40),
            CalleeId = PaperCalls.Bram,
            CalleeName = "Bram Hofstra",
            TransferOf = talked.CallId,
            TransferredBy = PaperCalls.Anna,
        };
        await Store(
            PaperCalls.Garage,
            talked,
            talked.Answered(5),
            new CallTaken(talked.CallId, next.At, PaperCalls.Bram, "Bram Hofstra"),
            talked.Ended(40, CallOutcome.TakenOver)
        );
        await Store(PaperCalls.Garage, next, next.Answered(0), next.Ended(60, CallOutcome.Completed));

        var atAnna = Assert.Single((await LogOf(PaperCalls.Anna)).Entries);
        Assert.Equal([new(CallStepKind.TakenOverBy, "Bram Hofstra", "")], atAnna.Parts.SelectMany(part => part.Steps));
        Assert.Equal(("TakenOver", TimeSpan.FromSeconds(35)), (CallLogWords.Of(atAnna), atAnna.Duration));
        Assert.False(atAnna.Missed);
        Assert.Equal(TimeSpan.FromSeconds(60), Assert.Single((await LogOf(PaperCalls.Bram)).Entries).Duration);
    }

    [Fact]
    public async Task The_calls_of_another_company_are_not_seen()
    {
        var placed = PaperCalls.AnnaCallsBram();
        await Store(PaperCalls.Bakery, placed, placed.Ended(3, CallOutcome.NoAnswer));

        Assert.Empty((await LogOf(PaperCalls.Anna)).Entries);
    }

    public ValueTask DisposeAsync()
    {
        _store.Dispose();
        return ValueTask.CompletedTask;
    }

    async Task<Guid> Call(CallPlaced placed, CallOutcome outcome, int? answeredAfter = null, int endedAfter = 30)
    {
        List<CallEvent> events = [placed];
        if (answeredAfter is { } after)
        {
            events.Add(placed.Answered(after));
        }

        await Store(PaperCalls.Garage, [.. events, placed.Ended(endedAfter, outcome)]);
        return placed.CallId;
    }

    async Task Store(CompanyId company, params CallEvent[] events)
    {
        await using var session = _store.SessionFor(company);
        session.Events.Append(events[0].CallId, events.ToArray<object>());
        await session.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    async Task<CallLogPage> LogOf(Guid user, bool missedOnly = false, int most = CallLog.PageSize) =>
        await LogOf(user, new CallLogFilter(missedOnly ? CallLogKind.Missed : CallLogKind.All), most);

    async Task<CallLogPage> LogOf(Guid user, CallLogFilter filter, int most = CallLog.PageSize)
    {
        await using var session = _store.QueryFor(PaperCalls.Garage);
        return await new CallLog(session, new Netherlands()).Of(user, filter, most, TestContext.Current.CancellationToken);
    }
}
