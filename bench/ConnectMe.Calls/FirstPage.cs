using System.Globalization;
using ConnectMe.EndToEnd.Tests;
using Microsoft.Playwright;

namespace ConnectMe.Calls;

/// <summary>What a browser without a cache fetches for the first page after signing in, as compressed bytes.</summary>
internal static class FirstPage
{
    const double GoalKilobytes = 60;

    public static async Task Measure(PublishedHost host, Browsers browsers)
    {
        await using var office = new Office(host, browsers) { HasWholeBrowsers = true };
        var visitor = await office.Visitor(await office.Browser(Tone.Low));
        List<IResponse> responses = [];
        visitor.Page.Response += (_, response) => responses.Add(response);
        await visitor.SignIn("anna");
        await visitor.Line("ready");
        responses.Clear();
        var devTools = await visitor.Context.NewCDPSessionAsync(visitor.Page);
        await devTools.SendAsync("Network.enable");
        await devTools.SendAsync("Network.setCacheDisabled", new Dictionary<string, object> { ["cacheDisabled"] = true });

        await visitor.Page.ReloadAsync(new() { WaitUntil = WaitUntilState.Load });
        await visitor.Line("ready");

        var bytes = 0L;
        foreach (var response in responses.ToList())
        {
            var sizes = await response.Request.SizesAsync();
            bytes += sizes.ResponseBodySize;
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {sizes.ResponseBodySize, 8} {response.Status} {new Uri(response.Url).PathAndQuery}"
                )
            );
        }

        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"first page: {bytes / 1024.0:F1} KB in {responses.Count} requests (goal {GoalKilobytes:F0} KB, scripts included)"
            )
        );
    }
}
