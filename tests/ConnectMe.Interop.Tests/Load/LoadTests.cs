using System.Globalization;
using ConnectMe.Interop.Tests.Peers;

namespace ConnectMe.Interop.Tests.Load;

/// <summary>Calls from a trunk to phones at the rated load, for as many seconds as CONNECTME_SOAK_SECONDS says: the promises C1 and C2. Only by scripts/soak.</summary>
public sealed class LoadTests(ITestOutputHelper output)
{
    const int Rated = 25;
    const int Held = 3000;
    const int TrunkCalls = 400;

    [Fact(Explicit = true)]
    public async Task Calls_at_the_rated_load_succeed_and_leave_nothing()
    {
        var soaks = int.TryParse(
            Environment.GetEnvironmentVariable("CONNECTME_SOAK_SECONDS"),
            CultureInfo.InvariantCulture,
            out var seconds
        );
        await using var company = await BusyCompany.Open(TrunkCalls);
        var before = await Load.Held.By(company);

        var result = await company.Call(Rated, seconds, Held);

        var after = before;
        await Patience.Until(
            async () => (after = await Load.Held.By(company)) is { Legs: 0 } && after.UdpSockets == before.UdpSockets,
            () => $"{before} before, {after} after"
        );
        var (invite, ringing) = (PostDialDelay.P95(result.Delay.Invite), PostDialDelay.P95(result.Delay.Ringing));
        var figures = string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Calls} calls, {100 * result.Success:F3} % set up; INVITE in to INVITE out p95 {invite:F1} ms, 180 forwarded p95 {ringing:F1} ms; memory {before.Megabytes:F0} -> {after.Megabytes:F0} MB, {after.UdpSockets} UDP sockets, {after.Legs} legs"
        );
        output.WriteLine(figures);
        Assert.True(result.Success >= 0.9995, $"{figures}\n{result.Errors}\n{company.Pbx.Log}");
        Assert.True(result.Delay.Invite.Count >= 0.99 * result.Calls, $"only {result.Delay.Invite.Count} could be joined; {figures}");
        Assert.True(invite <= 100 && ringing <= 20, figures);
        Assert.Contains(
            "Er zijn nu geen gesprekken",
            (await company.Administrator.Open("/admin/calls")).Body!.TextContent,
            StringComparison.Ordinal
        );
    }
}
