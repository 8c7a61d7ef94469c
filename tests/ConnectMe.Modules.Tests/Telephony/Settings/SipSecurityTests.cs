using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Sip.Authentication;
using ConnectMe.Telephony.Signalling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ConnectMe.Modules.Tests.Telephony.Settings;

public sealed class SipSecurityTests(SipSecurityTests.Host host) : IClassFixture<SipSecurityTests.Host>
{
    readonly Administrator _anna = new(host);

    [Fact]
    [Spec("A10-04")]
    public async Task A_ban_is_listed_and_released_with_one_click()
    {
        var until = DateTimeOffset.UnixEpoch.AddYears(80);
        host.Bans.Listed.AddRange([
            new SipBan(BanKind.Address, "192.0.2.66", until),
            new SipBan(BanKind.Address, "2001:db8::/64", until),
            new SipBan(BanKind.Account, "d-ofanothercom", until),
        ]);

        var page = await _anna.Open("/admin/security");
        Assert.Contains("192.0.2.66", page.Text("#bans"), StringComparison.Ordinal);
        Assert.DoesNotContain("d-ofanothercom", page.Body, StringComparison.Ordinal); // another company's

        var after = await _anna.Do("/admin/security?handler=release", ("kind", "Address"), ("subject", "192.0.2.66"));

        Assert.DoesNotContain("192.0.2.66", after.Body, StringComparison.Ordinal);
        Assert.Contains("2001:db8::/64", after.Body, StringComparison.Ordinal);
        await _anna.Do("/admin/security?handler=release", ("kind", "Account"), ("subject", "d-ofanothercom"));
        Assert.Contains(host.Bans.Listed, ban => ban.Subject == "d-ofanothercom");
    }

    public sealed class Host(PostgresFixture postgres) : ConnectMeHost(postgres)
    {
        internal PaperBans Bans { get; } = new();

        protected override void Configure(IServiceCollection services)
        {
            services.RemoveAll<ISipBans>();
            services.AddSingleton<ISipBans>(Bans);
        }
    }

    /// <summary>What the registrar would have banned.</summary>
    internal sealed class PaperBans : ISipBans
    {
        public List<SipBan> Listed { get; } = [];

        public Task<IReadOnlyList<SipBan>> Now(CancellationToken ct) => Task.FromResult<IReadOnlyList<SipBan>>([.. Listed]);

        public Task<bool> Release(SipBan ban, CancellationToken ct) => Task.FromResult(Listed.Remove(ban));
    }
}
