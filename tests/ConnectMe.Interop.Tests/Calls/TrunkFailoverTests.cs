using System.Globalization;
using ConnectMe.Interop.Tests.Hosting;
using ConnectMe.Interop.Tests.Peers;

namespace ConnectMe.Interop.Tests.Calls;

/// <summary>Two providers, of which the first does not take the call.</summary>
public sealed class TrunkFailoverTests(DemoPbx demo) : IAsyncLifetime
{
    /// <summary>A machine that stands still for a moment is not what is measured: the best of these counts.</summary>
    const int Tries = 3;

    WebUser? _administrator;
    BaresipPhone? _joost;

    BaresipPhone Joost => _joost!;

    public async ValueTask InitializeAsync()
    {
        _administrator = await WebUser.SignIn(demo.Running, "anna");
        _joost = await BaresipPhone.Start(await _administrator.AddPhone(demo.Running, "204"), Tone.Low);
        await Joost.Registered();
    }

    public async ValueTask DisposeAsync()
    {
        _administrator?.Dispose();
        if (_joost is not null)
        {
            await _joost.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("refuses-503", 500)]
    [InlineData("silent", 4000)]
    [Spec("R11")]
    public async Task Another_trunk_takes_over_within_the_promised_time(string first, int milliseconds)
    {
        var promised = TimeSpan.FromMilliseconds(milliseconds);
        var took = TimeSpan.MaxValue;
        for (var tries = 0; tries < Tries && took > promised; tries++)
        {
            took = await TakenOver(first);
        }

        Assert.True(took <= promised, $"The next trunk was asked after {took.TotalMilliseconds:F0} ms");
    }

    [Fact]
    [Spec("R11")]
    public async Task A_busy_telephone_is_not_called_again_over_another_trunk()
    {
        await using var busy = await Sipp.Listen("busy", "127.0.0.3");
        await using var other = await Sipp.Listen("answers", "127.0.0.4");
        var trunks = new[] { await Add(busy), await Add(other) };

        await Joost.Dial("0205557321");

        Assert.StartsWith("486", await Joost.Ended(), StringComparison.Ordinal);
        Assert.NotNull(await busy.Invited());
        Assert.Null(await other.Invited());
        await Remove(trunks);
    }

    async Task<TimeSpan> TakenOver(string scenario)
    {
        await using var first = await Sipp.Listen(scenario, "127.0.0.3");
        await using var next = await Sipp.Listen("answers", "127.0.0.4");
        var trunks = new[] { await Add(first), await Add(next) };

        await Joost.Dial("0205557321");
        await Joost.Talks();
        await Joost.HangUp();
        await Joost.Ended();

        var (asked, askedNext) = (await first.Invited(), await next.Invited());
        await Remove(trunks);
        Assert.True(asked is not null && askedNext is not null, $"{first.Output}\n{next.Output}\n{demo.Running.Log}");
        return askedNext.Value - asked.Value;
    }

    async Task<TrunkTile> Add(Sipp provider)
    {
        var trunk = await _administrator!.AddTrunk(
            demo.Running,
            new()
            {
                ["Input.Name"] = $"Provider {provider.Port}",
                ["Input.Method"] = "Address",
                ["Input.Server"] = provider.Address,
                ["Input.Port"] = provider.Port.ToString(CultureInfo.InvariantCulture),
                ["Input.Sources"] = provider.Address,
                ["Input.Outgoing"] = "E164",
                ["Input.Codecs"] = "Pcma",
                ["Input.ConcurrentCalls"] = "4",
            }
        );
        await trunk.Says("Bereikbaar", () => provider.Output + demo.Running.Log);
        return trunk;
    }

    static async Task Remove(IEnumerable<TrunkTile> trunks)
    {
        foreach (var trunk in trunks)
        {
            await trunk.Remove();
        }
    }
}
