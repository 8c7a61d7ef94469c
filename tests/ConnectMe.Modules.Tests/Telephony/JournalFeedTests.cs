using ConnectMe.Host;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Telephony;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Journal;
using ConnectMe.Telephony.Survival;
using Marten;
using Marten.Services;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConnectMe.Modules.Tests.Telephony;

[Spec("R1")]
public sealed class JournalFeedTests(PostgresFixture postgres) : IAsyncLifetime
{
    readonly TemporaryFolder _folder = new();
    readonly LiveUpdates _live = new(TimeProvider.System);
    readonly LostAnswer _lostAnswer = new();
    string _connectionString = "";
    DocumentStore _store = null!;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _connectionString = await postgres.NewDatabase();
        _store = DocumentStore.For(options =>
        {
            options.Connection(_connectionString);
            Storage.Configure(options);
            TelephonyModule.Documents(options);
            options.Listeners.Add(_lostAnswer);
        });
        await _store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
    }

    [Fact]
    public async Task Every_event_gets_into_the_stream_of_its_call_and_company_once()
    {
        var (placed, other) = (PaperCalls.AnnaCallsBram(), PaperCalls.AnnaCallsNobody());
        using var journal = Open();
        journal.Append(PaperCalls.Garage, placed);
        journal.Append(PaperCalls.Bakery, other);
        journal.Append(PaperCalls.Garage, placed.Answered(4));
        journal.Append(PaperCalls.Garage, placed.Ended(64, CallOutcome.Completed));

        await FeedAll(journal);

        Assert.Equal([typeof(CallPlaced), typeof(CallAnswered), typeof(CallEnded)], await Stream(PaperCalls.Garage, placed.CallId));
        Assert.Equal([typeof(CallPlaced)], await Stream(PaperCalls.Bakery, other.CallId));
        Assert.Empty(await Stream(PaperCalls.Bakery, placed.CallId));
    }

    [Fact]
    public async Task A_kill_before_feeding_loses_nothing()
    {
        var placed = PaperCalls.AnnaCallsBram();
        using (var killed = Open())
        {
            killed.Append(PaperCalls.Garage, placed);
            killed.Append(PaperCalls.Garage, placed.Ended(4, CallOutcome.Cancelled));
        }

        using var journal = Open();
        await FeedAll(journal);

        Assert.Equal([typeof(CallPlaced), typeof(CallEnded)], await Stream(PaperCalls.Garage, placed.CallId));
    }

    [Fact]
    public async Task A_kill_between_the_commit_and_its_answer_repeats_nothing()
    {
        var placed = PaperCalls.AnnaCallsBram();
        using (var killed = Open())
        {
            killed.Append(PaperCalls.Garage, placed);
            _lostAnswer.Next = true;
            await Assert.ThrowsAsync<IOException>(() => Feed(killed).TakeBatch(Ct));
        }

        using var journal = Open();
        var next = PaperCalls.AnnaCallsBram();
        journal.Append(PaperCalls.Garage, next);
        await FeedAll(journal);

        Assert.Equal([typeof(CallPlaced), typeof(CallEnded)], await Stream(PaperCalls.Garage, placed.CallId));
        Assert.Equal([typeof(CallPlaced)], await Stream(PaperCalls.Garage, next.CallId));
    }

    [Fact]
    public async Task A_commit_whose_answer_is_lost_is_not_repeated_by_the_same_feed()
    {
        var placed = PaperCalls.AnnaCallsBram();
        using var journal = Open();
        var feed = Feed(journal);
        journal.Append(PaperCalls.Garage, placed);
        _lostAnswer.Next = true;
        await Assert.ThrowsAsync<IOException>(() => feed.TakeBatch(Ct));

        journal.Append(PaperCalls.Garage, placed.Ended(4, CallOutcome.Cancelled));
        while (await feed.TakeBatch(Ct)) { }

        Assert.Equal([typeof(CallPlaced), typeof(CallEnded)], await Stream(PaperCalls.Garage, placed.CallId));
    }

    [Fact]
    public async Task What_happens_while_the_database_is_away_gets_there_when_it_is_back()
    {
        var (before, during) = (PaperCalls.AnnaCallsBram(), PaperCalls.AnnaCallsBram());
        using var journal = Open();
        var feed = Feed(journal);
        journal.Append(PaperCalls.Garage, before);
        Assert.True(await feed.TakeBatch(Ct));

        await DatabaseOutage.Begin(_connectionString, Ct);
        journal.Append(PaperCalls.Garage, during);
        await Assert.ThrowsAnyAsync<Exception>(() => feed.TakeBatch(Ct));
        await Assert.ThrowsAnyAsync<Exception>(() => feed.TakeBatch(Ct));
        await DatabaseOutage.End(_connectionString, Ct);
        while (await feed.TakeBatch(Ct)) { }

        Assert.Equal([typeof(CallPlaced)], await Stream(PaperCalls.Garage, before.CallId));
        Assert.Equal([typeof(CallPlaced)], await Stream(PaperCalls.Garage, during.CallId));
    }

    [Fact]
    [Spec("R1")]
    public async Task An_event_that_the_database_never_takes_is_set_aside_and_holds_nobody_up()
    {
        var (before, poison, after) = (
            PaperCalls.AnnaCallsBram(),
            PaperCalls.OutsideCallsAnna(name: "Jan\0"),
            PaperCalls.AnnaCallsNobody()
        );
        using var journal = Open();
        journal.Append(PaperCalls.Garage, before);
        journal.Append(PaperCalls.Garage, poison); // PostgreSQL has no text with a zero character
        journal.Append(PaperCalls.Garage, after);

        await FeedAll(journal);

        Assert.Equal([typeof(CallPlaced)], await Stream(PaperCalls.Garage, before.CallId));
        Assert.Empty(await Stream(PaperCalls.Garage, poison.CallId));
        Assert.Equal([typeof(CallPlaced)], await Stream(PaperCalls.Garage, after.CallId));
        var aside = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(_folder.Path, "*.aside")), Ct);
        Assert.Contains(poison.CallId.ToString(), aside, StringComparison.Ordinal);
    }

    [Fact]
    [Spec("B4")]
    public async Task A_call_that_a_stop_of_the_server_cut_off_gets_its_outcome_at_the_next_start()
    {
        var (fed, unfed, running) = (PaperCalls.AnnaCallsBram(), PaperCalls.AnnaCallsBram(), PaperCalls.AnnaCallsBram());
        using (var killed = Open())
        {
            killed.Append(PaperCalls.Garage, fed);
            await FeedAll(killed);
            killed.Append(PaperCalls.Garage, unfed);
        }

        using var journal = Open();
        journal.Append(PaperCalls.Garage, running);
        await FeedAll(journal);

        Assert.Equal(CallOutcome.Interrupted, (await Record(fed.CallId)).Outcome);
        Assert.Equal(CallOutcome.Interrupted, (await Record(unfed.CallId)).Outcome);
        Assert.Null((await Record(running.CallId)).Outcome);
    }

    [Fact]
    public async Task Both_parties_are_told_when_the_log_has_a_new_call()
    {
        using var anna = _live.Subscribe(PaperCalls.Garage, new UserId(PaperCalls.Anna));
        using var bram = _live.Subscribe(PaperCalls.Garage, new UserId(PaperCalls.Bram));
        var placed = PaperCalls.AnnaCallsBram();
        using var journal = Open();
        journal.Append(PaperCalls.Garage, placed);
        journal.Append(PaperCalls.Garage, placed.Ended(3, CallOutcome.NoAnswer));

        await FeedAll(journal);

        Assert.Equal(["call-log"], await anna.Next(TimeSpan.FromSeconds(5), Ct));
        Assert.Equal(["call-log"], await bram.Next(TimeSpan.FromSeconds(5), Ct));
    }

    [Fact]
    public async Task They_are_told_even_when_the_answer_to_the_commit_is_lost()
    {
        using var anna = _live.Subscribe(PaperCalls.Garage, new UserId(PaperCalls.Anna));
        var placed = PaperCalls.AnnaCallsBram();
        using var journal = Open();
        var feed = Feed(journal);
        journal.Append(PaperCalls.Garage, placed);
        journal.Append(PaperCalls.Garage, placed.Ended(3, CallOutcome.NoAnswer));
        _lostAnswer.Next = true;
        await Assert.ThrowsAsync<IOException>(() => feed.TakeBatch(Ct));

        Assert.False(await feed.TakeBatch(Ct));

        Assert.Equal(["call-log"], await anna.Next(TimeSpan.FromSeconds(5), Ct));
    }

    public ValueTask DisposeAsync()
    {
        _store.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    CallJournal Open() => new(_folder.Path, 1_000_000, NullLogger<CallJournal>.Instance);

    JournalFeed Feed(CallJournal journal) => new(journal, _store, _live, CutOff(), TimeProvider.System);

    CutOffCalls CutOff() =>
        new(new KeptCalls(new KeptFiles(KeptFolder, NullLogger<KeptFiles>.Instance), TimeProvider.System, NullLogger<KeptCalls>.Instance));

    string KeptFolder => Path.Combine(_folder.Path, "kept");

    async Task FeedAll(CallJournal journal)
    {
        var feed = Feed(journal);
        while (await feed.TakeBatch(Ct)) { }
    }

    async Task<Type[]> Stream(CompanyId company, Guid call)
    {
        await using var session = _store.QueryFor(company);
        return [.. (await session.Events.FetchStreamAsync(call, token: Ct)).Select(happened => happened.Data.GetType())];
    }

    async Task<CallRecord> Record(Guid call)
    {
        await using var session = _store.QueryFor(PaperCalls.Garage);
        return (await session.LoadAsync<CallRecord>(call, Ct))!;
    }

    /// <summary>The connection breaks after the server committed and before it said so.</summary>
    sealed class LostAnswer : DocumentSessionListenerBase
    {
        public bool Next { get; set; }

        public override Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token)
        {
            if (!Next)
            {
                return Task.CompletedTask;
            }

            Next = false;
            throw new IOException("The connection broke");
        }
    }
}
