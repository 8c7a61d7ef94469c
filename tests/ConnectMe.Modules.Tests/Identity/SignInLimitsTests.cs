using ConnectMe.Identity.SignIns;
using Microsoft.Extensions.Time.Testing;

namespace ConnectMe.Modules.Tests.Identity;

public sealed class SignInLimitsTests
{
    readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));
    readonly SignInLimits _limits;

    public SignInLimitsTests() => _limits = new SignInLimits(_time);

    [Fact]
    public void The_eleventh_try_within_ten_minutes_is_not_made()
    {
        Assert.All(Enumerable.Range(0, 10), _ => Assert.True(Try("anna")));
        Assert.False(Try("anna"));

        _time.Advance(TimeSpan.FromMinutes(10));

        Assert.True(Try("anna"));
    }

    [Fact]
    public void Tries_from_elsewhere_do_not_lock_a_user_out()
    {
        for (var i = 0; i < 1000; i++)
        {
            Try("anna", $"198.51.100.{i % 250}");
        }

        Assert.True(Try("anna", "192.0.2.1"));
    }

    [Fact]
    public void A_browser_that_knows_the_account_is_not_hindered_by_others_at_the_same_address()
    {
        for (var i = 0; i < 100; i++)
        {
            Try("anna");
        }

        Assert.False(Try("anna"));
        Assert.True(Try("anna", knownBrowser: "mark"));
    }

    [Fact]
    public void A_browser_that_knows_the_account_is_counted_too()
    {
        Assert.All(Enumerable.Range(0, 10), _ => Assert.True(Try("anna", knownBrowser: "mark")));

        Assert.False(Try("anna", knownBrowser: "mark"));
    }

    [Fact]
    public void One_address_cannot_go_through_all_names()
    {
        Assert.All(Enumerable.Range(0, 50), i => Assert.True(Try($"name {i}")));

        Assert.False(Try("name 51"));
    }

    [Fact]
    public void The_right_password_gives_the_tries_back()
    {
        for (var i = 0; i < 200; i++)
        {
            Assert.True(Try("anna"));
            _limits.Succeeded("anna", "192.0.2.1", knownBrowser: null);
        }
    }

    [Fact]
    public void An_own_account_does_not_give_back_the_tries_of_others()
    {
        var tried = 0;
        for (var i = 0; i < 200; i++)
        {
            if (Try($"name {i}"))
            {
                tried++;
            }

            if (Try("mine"))
            {
                _limits.Succeeded("mine", "192.0.2.1", knownBrowser: null);
            }
        }

        Assert.True(tried <= 50, $"{tried} names were tried");
    }

    [Fact]
    public void A_hundred_at_once_are_a_hundred()
    {
        var begun = 0;

        Parallel.For(
            0,
            100,
            _ =>
            {
                if (Try("anna"))
                {
                    Interlocked.Increment(ref begun);
                }
            }
        );

        Assert.Equal(10, begun);
    }

    bool Try(string name, string address = "192.0.2.1", string? knownBrowser = null) => _limits.TryBegin(name, address, knownBrowser);
}
