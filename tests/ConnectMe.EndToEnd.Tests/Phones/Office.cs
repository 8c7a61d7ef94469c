using System.Reflection;
using Microsoft.Playwright;

namespace ConnectMe.EndToEnd.Tests;

/// <summary>
/// The people of one test, each in a browser of their own. At the end their browsers close and the test fails when one complained:
/// an error on the console, an exception, a violation of the content security policy (W4).
/// </summary>
/// <param name="log">What the Host wrote, kept when the test fails.</param>
public sealed class Office(Browsers browsers, string url, Func<string> log) : IAsyncDisposable
{
    readonly List<Phone> _phones = [];

    public Office(PublishedHost published, Browsers browsers)
        : this(browsers, published.Url, () => published.Host.Log) { }

    public string Url { get; init; } = url;

    /// <summary>Whether its people use <see cref="Browsers.WholeChromium"/>.</summary>
    public bool HasWholeBrowsers { get; init; }

    public async Task<Phone> Anna() => await SignedIn("anna", await Browser(Tone.Low));

    public async Task<Phone> Bram() => await SignedIn("bram", await Browser(Tone.Middle));

    public async Task<Phone> Sanne() => await SignedIn("sanne", await Browser(Tone.High));

    public Task<IBrowser> Browser(Tone microphone) => HasWholeBrowsers ? browsers.WholeChromium(microphone) : browsers.Chromium(microphone);

    public async Task<Phone> SignedIn(string name, IBrowser browser, Action<BrowserNewContextOptions>? options = null)
    {
        var phone = await Visitor(browser, options);
        await phone.Open(name);
        await phone.Line("ready");
        return phone;
    }

    /// <summary>A fresh browser profile with one page, not signed in.</summary>
    public async Task<Phone> Visitor(IBrowser browser, Action<BrowserNewContextOptions>? options = null)
    {
        var chosen = new BrowserNewContextOptions
        {
            BaseURL = Url,
            ViewportSize = new ViewportSize { Width = 1440, Height = 900 },
        };
        options?.Invoke(chosen);
        var context = await browser.NewContextAsync(chosen);
        return await Watched(context, await context.NewPageAsync());
    }

    /// <summary>The installed app on a mobile phone, not signed in, open at the address.</summary>
    public async Task<Phone> App(string address)
    {
        var context = await browsers.App(
            address,
            new()
            {
                BaseURL = Url,
                ViewportSize = new ViewportSize { Width = 390, Height = 844 },
                HasTouch = true,
            }
        );
        var phone = await Watched(context, context.Pages[0]);
        await phone.Page.GotoAsync(address); // now with the test's ears
        return phone;
    }

    async Task<Phone> Watched(IBrowserContext context, IPage page)
    {
        context.SetDefaultTimeout(20_000);
        await context.AddInitScriptAsync("try { localStorage.setItem('connectme.audio', 'raw') } catch {}");
        await context.AddInitScriptAsync(EarScript);
        var phone = new Phone(context, page);
        _phones.Add(phone);
        return phone;
    }

    public async ValueTask DisposeAsync()
    {
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
        {
            await KeepEvidence();
        }

        foreach (var phone in _phones)
        {
            await phone.DisposeAsync();
        }

        var complaints = _phones.SelectMany(phone => phone.Complaints).ToList();
        Assert.True(complaints.Count == 0, string.Join('\n', complaints));
    }

    /// <summary>What each saw when the test failed, and what the Host wrote.</summary>
    async Task KeepEvidence()
    {
        var folder = Repository.PathOf("artifacts", "failed", TestContext.Current.TestMethod?.MethodName ?? "unknown");
        Directory.CreateDirectory(folder);
        foreach (var (phone, number) in _phones.Select((phone, number) => (phone, number)))
        {
            foreach (var page in phone.Context.Pages)
            {
                await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{number}-{phone.Name}.png") });
            }
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "host.log"), log());
    }

    internal static readonly string EarScript = Read("ear.js");

    static string Read(string resource)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
