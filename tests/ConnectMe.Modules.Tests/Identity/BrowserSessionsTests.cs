using ConnectMe.Identity;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.SignIns;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace ConnectMe.Modules.Tests.Identity;

/// <summary>Two machines on one database, with a clock that is set.</summary>
public sealed class BrowserSessionsTests(PostgresFixture postgres) : IAsyncLifetime
{
    readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));
    readonly Listener _listener = new();
    ServiceProvider _services = null!;
    DocumentStore _store = null!;
    BrowserSessions _sessions = null!;
    BrowserSessions _elsewhere = null!;

    public async ValueTask InitializeAsync()
    {
        _store = await postgres.NewStore(IdentityModule.Documents);
        _services = new ServiceCollection().AddSingleton<ISessionEnded>(_listener).BuildServiceProvider();
        _sessions = new BrowserSessions(_store, _time, _services, NullLogger<BrowserSessions>.Instance);
        var others = new ServiceCollection().BuildServiceProvider();
        _elsewhere = new BrowserSessions(_store, _time, others, NullLogger<BrowserSessions>.Instance);
    }

    [Fact]
    [Spec("W3")]
    public async Task A_session_revoked_on_another_machine_is_over_within_five_seconds()
    {
        var token = await Open(Anna);
        var session = (await _sessions.Find(token, Ct))!;
        var clock = new ClockThatTells();
        using var poll = new SessionPoll(_sessions, clock, NullLogger<SessionPoll>.Instance);
        await poll.StartAsync(Ct);
        await clock.Watched.Task.WaitAsync(TimeSpan.FromSeconds(20), Ct); // it starts on a thread of its own

        await _elsewhere.End(session.Id, Ct);
        clock.Advance(TimeSpan.FromSeconds(5));
        await _listener.Told.Task.WaitAsync(TimeSpan.FromSeconds(20), Ct);
        await poll.StopAsync(Ct);

        Assert.Null(await _sessions.Find(token, Ct));
        Assert.True(session.Ended.IsCancellationRequested);
        Assert.Equal([(Company, Anna, session.Id)], _listener.Ended);
    }

    [Fact]
    public async Task The_database_being_away_leaves_the_known_sessions_as_they_are()
    {
        var connectionString = await postgres.NewDatabase();
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var store = DocumentStore.For(options =>
        {
            options.Connection(source);
            ConnectMe.Host.Storage.Configure(options);
            IdentityModule.Documents(options);
        });
        var sessions = new BrowserSessions(store, _time, _services, NullLogger<BrowserSessions>.Instance);
        var (_, token) = await sessions.Open(Company, Anna, remembered: true, "Firefox", "192.0.2.1", secondFactorDueAt: null, Ct);
        await postgres.DropDatabase(connectionString);

        var reread = await Record.ExceptionAsync(() => sessions.Reread(Ct));
        var found = await sessions.Find(token, Ct);
        await sessions.End(found!.Id, Ct);

        Assert.True(DatabaseAway.IsSaidBy(reread!));
        Assert.Equal(Anna, found.User);
        Assert.Null(await sessions.Find(token, Ct)); // signing out needs no database either
    }

    [Fact]
    public async Task A_sign_out_that_could_not_be_saved_is_saved_later()
    {
        var token = await Open(Anna);
        var id = (await _sessions.Find(token, Ct))!.Id;
        await Execute("alter table connectme.mt_doc_browsersession rename to away");
        await _sessions.End(id, Ct);
        await Execute("alter table connectme.away rename to mt_doc_browsersession");

        await _sessions.Reread(Ct);

        Assert.Empty(await _elsewhere.Of(Company, Anna, Ct));
    }

    [Fact]
    public async Task Twelve_hours_without_use_end_a_session_that_is_not_to_be_remembered()
    {
        var (_, brief) = await _sessions.Open(Company, Anna, remembered: false, "Firefox", "192.0.2.1", secondFactorDueAt: null, Ct);
        var remembered = await Open(Anna);

        _time.Advance(TimeSpan.FromHours(11));
        Assert.NotNull(await _sessions.Find(brief, Ct));
        _time.Advance(TimeSpan.FromHours(11));
        Assert.NotNull(await _sessions.Find(brief, Ct)); // in use meanwhile
        _time.Advance(TimeSpan.FromHours(12));

        Assert.Null(await _sessions.Find(brief, Ct));
        Assert.NotNull(await _sessions.Find(remembered, Ct));
    }

    [Fact]
    public async Task Thirty_days_end_every_session()
    {
        var token = await Open(Anna);
        for (var day = 0; day < 29; day++)
        {
            _time.Advance(TimeSpan.FromDays(1));
            Assert.NotNull(await _sessions.Find(token, Ct));
        }

        _time.Advance(TimeSpan.FromDays(1));
        await _sessions.Reread(Ct);

        Assert.Null(await _sessions.Find(token, Ct));
        Assert.Single(_listener.Ended);
    }

    [Fact]
    public async Task Use_is_written_now_and_then_so_that_another_machine_counts_from_it()
    {
        var (_, token) = await _sessions.Open(Company, Anna, remembered: false, "Firefox", "192.0.2.1", secondFactorDueAt: null, Ct);
        _time.Advance(TimeSpan.FromHours(11));
        await _sessions.Find(token, Ct);
        await _sessions.Reread(Ct);
        _time.Advance(TimeSpan.FromHours(11));

        Assert.NotNull(await _elsewhere.Find(token, Ct));
    }

    [Fact]
    public async Task A_users_sessions_are_listed_and_nobody_elses()
    {
        await Open(Anna);
        await Open(Anna);
        await Open(Bram);

        var listed = await _elsewhere.Of(Company, Anna, Ct);

        Assert.Equal(2, listed.Count);
        Assert.All(listed, s => Assert.Equal(("Firefox", "192.0.2.1"), (s.Browser, s.Address)));
        Assert.Empty(await _elsewhere.Of(new CompanyId(Guid.NewGuid()), Anna, Ct));
    }

    [Fact]
    public async Task The_database_holds_no_token()
    {
        var token = await Open(Anna);

        var row = Assert.Single(await _sessions.Of(Company, Anna, Ct));

        Assert.Equal(43, token.Length); // 256 bits
        Assert.DoesNotContain(token, row.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!")]
    public async Task A_made_up_token_is_nobodys(string token)
    {
        await Open(Anna);

        Assert.Null(await _sessions.Find(token, Ct));
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _store.DisposeAsync();
    }

    async Task Execute(string sql)
    {
        await using var session = _store.LightweightSession();
        session.QueueSqlCommand(sql);
        await session.SaveChangesAsync(Ct);
    }

    async Task<string> Open(UserId user) =>
        (await _sessions.Open(Company, user, remembered: true, "Firefox", "192.0.2.1", secondFactorDueAt: null, Ct)).Token;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    static readonly CompanyId Company = new(Guid.NewGuid());
    static readonly UserId Anna = new(Guid.NewGuid());
    static readonly UserId Bram = new(Guid.NewGuid());

    sealed class Listener : ISessionEnded
    {
        public TaskCompletionSource Told { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public List<(CompanyId, UserId, Guid)> Ended { get; } = [];

        public void SessionEnded(CompanyId company, UserId user, Guid session)
        {
            Ended.Add((company, user, session));
            Told.TrySetResult();
        }
    }

    /// <summary>Tells when somebody waits for it: what is advanced before is not seen by them.</summary>
    sealed class ClockThatTells : FakeTimeProvider
    {
        public TaskCompletionSource Watched { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            Watched.TrySetResult();
            return timer;
        }
    }
}
