using ConnectMe.Kernel;
using Microsoft.Extensions.Time.Testing;

namespace ConnectMe.Modules.Tests.Live;

public sealed class LiveUpdatesTests
{
    readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));
    readonly LiveUpdates _updates;

    public LiveUpdatesTests() => _updates = new LiveUpdates(_time);

    [Fact]
    public async Task A_name_reaches_its_user_and_nobody_else()
    {
        using var anna = _updates.Subscribe(Garage, Anna);
        using var bram = _updates.Subscribe(Garage, Bram);
        using var annaElsewhere = _updates.Subscribe(Bakery, Anna);

        _updates.Publish(Garage, [Anna], "calls");

        Assert.Equal(["calls"], await Next(anna));
        Assert.False(Next(bram).IsCompleted);
        Assert.False(Next(annaElsewhere).IsCompleted);
    }

    [Fact]
    public async Task What_changed_while_a_page_was_on_its_way_is_told_when_its_stream_begins()
    {
        _updates.Publish(Garage, [Anna], "contacts");
        _time.Advance(TimeSpan.FromSeconds(6));
        _updates.Publish(Garage, [Anna], "call-log");
        _updates.Publish(Garage, [Bram], "calls");
        _time.Advance(TimeSpan.FromSeconds(4));

        using var anna = _updates.Subscribe(Garage, Anna, past: TimeSpan.FromSeconds(5));

        Assert.Equal(["call-log"], await Next(anna));
        Assert.False(Next(anna).IsCompleted);
    }

    [Fact]
    public async Task A_slow_browser_hears_each_name_once()
    {
        using var anna = _updates.Subscribe(Garage, Anna);

        for (var i = 0; i < 1000; i++)
        {
            _updates.Publish(Garage, [Anna], "calls", "call-log");
        }

        Assert.Equal(["call-log", "calls"], (await Next(anna)).Order());
        Assert.False(Next(anna).IsCompleted);
    }

    [Fact]
    public async Task A_name_is_told_at_most_four_times_a_second_and_the_last_change_is_not_lost()
    {
        using var anna = _updates.Subscribe(Garage, Anna);
        _updates.Publish(Garage, [Anna], "calls");
        await Next(anna);

        _updates.Publish(Garage, [Anna], "calls");
        var again = Next(anna);
        _time.Advance(TimeSpan.FromMilliseconds(249));
        Assert.False(again.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(["calls"], await again);
    }

    [Fact]
    public async Task A_name_that_waits_holds_up_no_other()
    {
        using var anna = _updates.Subscribe(Garage, Anna);
        _updates.Publish(Garage, [Anna], "calls");
        await Next(anna);

        _updates.Publish(Garage, [Anna], "calls", "line");

        Assert.Equal(["line"], await Next(anna));
    }

    [Fact]
    public async Task When_nothing_happens_a_heartbeat_is_due()
    {
        using var anna = _updates.Subscribe(Garage, Anna);
        var next = Next(anna);

        _time.Advance(TimeSpan.FromSeconds(14));
        Assert.False(next.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Empty(await next);
    }

    [Fact]
    public void A_stream_that_has_ended_is_forgotten()
    {
        _updates.Subscribe(Garage, Anna).Dispose();

        Assert.Equal(0, _updates.Count);
    }

    static Task<IReadOnlyList<string>> Next(LiveSubscription subscription) =>
        subscription.Next(TimeSpan.FromSeconds(15), TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(20));

    static readonly CompanyId Garage = new(Guid.NewGuid());
    static readonly CompanyId Bakery = new(Guid.NewGuid());
    static readonly UserId Anna = new(Guid.NewGuid());
    static readonly UserId Bram = new(Guid.NewGuid());
}
