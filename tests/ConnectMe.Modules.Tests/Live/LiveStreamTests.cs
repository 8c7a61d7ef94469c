using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Live;

public sealed class LiveStreamTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    [Fact]
    public async Task The_stream_says_hello_at_once_and_then_the_names_of_what_changed()
    {
        var browser = host.NewBrowser();
        await browser.SignIn("anna");
        using var stream = await browser.Http.GetAsync("/live", HttpCompletionOption.ResponseHeadersRead, Ct);
        using var lines = new StreamReader(await stream.Content.ReadAsStreamAsync(Ct));
        var hello = await Event(lines);
        var updates = host.Services.GetRequiredService<ILiveUpdates>();

        updates.Publish(Garage, [Bram], "for-bram");
        updates.Publish(Garage, [Anna, Bram], "calls");

        Assert.Equal("text/event-stream", stream.Content.Headers.ContentType?.MediaType);
        Assert.Equal("no", Assert.Single(stream.Headers.GetValues("X-Accel-Buffering")));
        Assert.Equal(("hello", ""), hello);
        while (await Event(lines) is var (name, topics) && topics != "calls") // what other tests changed just before may come first
        {
            Assert.Equal("changed", name);
            Assert.DoesNotContain("for-bram", topics, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_closed_browser_is_forgotten()
    {
        var updates = host.Services.GetRequiredService<LiveUpdates>();
        var before = updates.Count;
        var browser = host.NewBrowser();
        await browser.SignIn("bram");
        using (var stream = await browser.Http.GetAsync("/live", HttpCompletionOption.ResponseHeadersRead, Ct))
        {
            using var lines = new StreamReader(await stream.Content.ReadAsStreamAsync(Ct));
            await Event(lines);
            Assert.Equal(before + 1, updates.Count);
        }

        await Eventually.Is(() => updates.Count == before);
    }

    static async Task<(string Name, string Data)> Event(StreamReader lines)
    {
        var (name, data) = ("", "");
        while (await lines.ReadLineAsync(Ct) is { Length: > 0 } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                name = line["event: ".Length..];
            }
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                data = line["data: ".Length..];
            }
        }

        return (name, data);
    }

    static readonly CompanyId Garage = new(new Guid("6a0c1f3e-5d5b-4a7e-9a52-7f1d3c0e8b01"));
    static readonly UserId Anna = new(new Guid("6a0c1f3e-5d5b-4a7e-9a52-7f1d3c0e8201"));
    static readonly UserId Bram = new(new Guid("6a0c1f3e-5d5b-4a7e-9a52-7f1d3c0e8202"));

    static CancellationToken Ct => TestContext.Current.CancellationToken;
}
