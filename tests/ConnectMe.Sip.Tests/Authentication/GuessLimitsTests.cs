using System.Net;
using ConnectMe.Sip.Authentication;

namespace ConnectMe.Sip.Tests.Authentication;

[Spec("A3")]
public sealed class GuessLimitsTests
{
    static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    static readonly IPAddress Guesser = IPAddress.Parse("203.0.113.66");
    static readonly IPAddress Office = IPAddress.Parse("198.51.100.10");

    readonly GuessLimits _limits = new(new GuessLimitOptions());

    [Fact]
    public void Ten_wrong_passwords_in_ten_minutes_ban_the_address()
    {
        for (var i = 0; i < 9; i++)
        {
            Assert.False(_limits.Failed(Guesser, $"account-{i}", Start.AddSeconds(i)));
        }
        Assert.Equal(GuessVerdict.Allowed, _limits.Check(Guesser, "another", Start.AddSeconds(9)));

        Assert.True(_limits.Failed(Guesser, "account-9", Start.AddSeconds(9)));

        Assert.Equal(GuessVerdict.Dropped, _limits.Check(Guesser, "another", Start.AddSeconds(10)));
        Assert.Equal(GuessVerdict.Dropped, _limits.Check(Guesser, null, Start.AddSeconds(10)));
        Assert.Equal(GuessVerdict.Allowed, _limits.Check(Office, "another", Start.AddSeconds(10)));
    }

    [Fact]
    public void Ten_wrong_passwords_from_ten_addresses_ban_the_account_everywhere()
    {
        for (var i = 0; i < 10; i++)
        {
            _limits.Failed(IPAddress.Parse($"203.0.113.{i}"), "anna", Start.AddSeconds(i));
        }

        Assert.Equal(GuessVerdict.Refused, _limits.Check(Office, "anna", Start.AddSeconds(11)));
        Assert.Equal(GuessVerdict.Allowed, _limits.Check(Office, "ben", Start.AddSeconds(11)));
    }

    [Fact]
    public void Nine_wrong_passwords_every_ten_minutes_ban_nobody()
    {
        for (var round = 0; round < 5; round++)
        {
            for (var i = 0; i < 9; i++)
            {
                Assert.False(_limits.Failed(Guesser, $"{round}-{i}", Start.AddMinutes(round * 11)));
            }
        }
    }

    [Fact]
    public void A_ban_lasts_ten_minutes_and_doubles_up_to_a_day()
    {
        var now = Start;
        var lengths = new List<TimeSpan>();
        for (var round = 0; round < 9; round++)
        {
            Ban(Guesser, now);
            var ban = Assert.Single(_limits.Bans(now), ban => ban.Kind == BanKind.Address);
            Assert.Equal(round + 1, ban.Times);
            lengths.Add(ban.Until - ban.Since);
            now = ban.Until;
            Assert.Equal(GuessVerdict.Allowed, _limits.Check(Guesser, null, now));
        }

        Assert.Equal([10, 20, 40, 80, 160, 320, 640, 1280, 1440], lengths.Select(length => length.TotalMinutes));
    }

    [Fact]
    public void Who_kept_quiet_for_a_day_starts_again_at_ten_minutes()
    {
        Ban(Guesser, Start);
        var later = Start.AddMinutes(10) + TimeSpan.FromHours(25);
        Ban(Guesser, later);

        Assert.Equal(later.AddMinutes(10), Assert.Single(_limits.Bans(later), ban => ban.Kind == BanKind.Address).Until);
    }

    [Fact]
    public void A_known_device_is_not_locked_out_by_guesses_from_elsewhere()
    {
        _limits.Succeeded(Office, "anna", Start);
        for (var i = 0; i < 50; i++)
        {
            _limits.Failed(IPAddress.Parse($"203.0.113.{i}"), "anna", Start.AddHours(1));
        }

        Assert.Equal(GuessVerdict.Refused, _limits.Check(IPAddress.Parse("192.0.2.55"), "anna", Start.AddHours(1)));
        Assert.Equal(GuessVerdict.Allowed, _limits.Check(Office, "anna", Start.AddHours(1)));
    }

    [Fact]
    public void A_known_device_is_not_locked_out_by_others_behind_its_address()
    {
        _limits.Succeeded(Office, "anna", Start);
        Ban(Office, Start.AddHours(1));

        Assert.Equal(GuessVerdict.Dropped, _limits.Check(Office, "new-phone", Start.AddHours(1)));
        Assert.Equal(GuessVerdict.Allowed, _limits.Check(Office, null, Start.AddHours(1))); // its first request has no name
        Assert.Equal(GuessVerdict.Allowed, _limits.Check(Office, "anna", Start.AddHours(1)));
    }

    [Fact]
    public void A_known_device_whose_password_changed_harms_only_itself()
    {
        _limits.Succeeded(Office, "anna", Start);
        for (var i = 0; i < 10; i++)
        {
            _limits.Failed(Office, "anna", Start.AddMinutes(1));
        }

        Assert.Equal(GuessVerdict.Refused, _limits.Check(Office, "anna", Start.AddMinutes(2)));
        Assert.Equal(GuessVerdict.Allowed, _limits.Check(Office, "ben", Start.AddMinutes(2)));
        Assert.Equal(BanKind.Device, Assert.Single(_limits.Bans(Start.AddMinutes(2))).Kind);
    }

    [Fact]
    public void A_device_is_known_for_thirty_days()
    {
        _limits.Succeeded(Office, "anna", Start);
        Ban(Office, Start.AddDays(31));

        Assert.Equal(GuessVerdict.Dropped, _limits.Check(Office, "anna", Start.AddDays(31)));
    }

    [Fact]
    public void A_good_sign_in_does_not_wash_away_the_failures_of_others()
    {
        for (var i = 0; i < 9; i++)
        {
            _limits.Failed(Guesser, $"account-{i}", Start);
        }
        _limits.Succeeded(Guesser, "own-account", Start);

        Assert.True(_limits.Failed(Guesser, "account-9", Start));
    }

    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("203.0.113.1", "::ffff:203.0.113.1", true)]
    public void A_customer_is_an_IPv4_address_or_an_IPv6_network_of_64_bits(string banned, string asked, bool isSame)
    {
        Ban(IPAddress.Parse(banned), Start);

        Assert.Equal(isSame ? GuessVerdict.Dropped : GuessVerdict.Allowed, _limits.Check(IPAddress.Parse(asked), null, Start));
    }

    [Fact, Spec("A10-04")]
    public void An_allowed_network_is_never_banned()
    {
        _limits.Allow([IPNetwork.Parse("198.51.100.0/24")]);
        Ban(Office, Start);

        Assert.Empty(_limits.Bans(Start));
        Assert.Equal(GuessVerdict.Allowed, _limits.Check(Office, "anyone", Start));
        Assert.Equal(GuessVerdict.Allowed, _limits.Check(IPAddress.Parse("::ffff:198.51.100.10"), "anyone", Start));
    }

    [Fact, Spec("A10-04")]
    public void A_ban_is_listed_and_can_be_released()
    {
        Ban(IPAddress.Parse("2001:db8:1:2::1"), Start);
        var ban = Assert.Single(_limits.Bans(Start));

        Assert.Equal((BanKind.Address, "2001:db8:1:2::/64"), (ban.Kind, ban.Subject));
        Assert.True(_limits.Release(ban.Kind, ban.Subject));
        Assert.False(_limits.Release(ban.Kind, ban.Subject));
        Assert.Empty(_limits.Bans(Start));
        Assert.Equal(GuessVerdict.Allowed, _limits.Check(IPAddress.Parse("2001:db8:1:2::1"), null, Start));
    }

    [Fact]
    public void Memory_stays_bounded_and_bans_are_forgotten_last()
    {
        var limits = new GuessLimits(new GuessLimitOptions { Remembered = 100 });
        for (var i = 0; i < 10; i++)
        {
            limits.Failed(Guesser, $"account-{i}", Start);
        }
        for (var i = 0; i < 1000; i++)
        {
            limits.Failed(new IPAddress(0x0A000000L + i), $"name-{i}", Start.AddSeconds(1));
        }

        Assert.Equal(200, limits.Remembered);
        Assert.Equal(GuessVerdict.Dropped, limits.Check(Guesser, null, Start.AddSeconds(2)));
    }

    [Theory]
    [InlineData("friendly-scanner", true)]
    [InlineData("sipcli/v1.8", true)]
    [InlineData("SIPVicious", true)]
    [InlineData("Yealink SIP-T54W 96.86.0.70", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Scanners_are_known_by_their_own_name(string? userAgent, bool isScanner) =>
        Assert.Equal(isScanner, ScannerAgents.Include(userAgent));

    /// <summary>Ten failures at ten accounts.</summary>
    void Ban(IPAddress address, DateTimeOffset now)
    {
        for (var i = 0; i < 10; i++)
        {
            _limits.Failed(address, $"{now.Ticks}-{i}", now);
        }
    }
}
