using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ConnectMe.EndToEnd.Tests;

/// <summary>One person's browser, used as a person does: by what is on the screen.</summary>
public sealed partial class Phone : IAsyncDisposable
{
    /// <summary>Of the demo company.</summary>
    public const string Password = "welkom-bij-connectme";

    readonly List<string> _complaints = [];
    readonly List<string> _meant = [];
    bool _leaving;

    public Phone(IBrowserContext context, IPage page)
    {
        Context = context;
        Page = page;
        context.Page += (_, opened) => Watch(opened);
        Watch(page);
    }

    public IBrowserContext Context { get; }

    /// <summary>The page this person looks at.</summary>
    public IPage Page { get; set; }

    public string Name { get; private set; } = "visitor";

    /// <summary>Errors on the console of any page, uncaught exceptions and violations of the content security policy, but the ones that were meant.</summary>
    public IEnumerable<string> Complaints =>
        _complaints
            .Where(complaint => !_meant.Exists(meant => complaint.Contains(meant, StringComparison.Ordinal)))
            .Select(c => $"{Name}: {c}");

    /// <summary>This complaint belongs to the test: a browser writes every refused request to its console.</summary>
    public void Means(string complaint) => _meant.Add(complaint);

    public async Task SignIn(string name, string password = Password)
    {
        Name = name;
        await Page.GotoAsync("/sign-in");
        await Page.Locator("input[name=Name]").FillAsync(name);
        await Page.Locator("input[name=password]").FillAsync(password);
        await Page.Locator("button[type=submit]").First.ClickAsync();
    }

    /// <summary>Signs in without the sign-in page, which costs a second and is not what most tests are about, and opens the phone.</summary>
    public async Task Open(string name)
    {
        Name = name;
        var page = await Context.APIRequest.GetAsync("/sign-in");
        var form = Context.APIRequest.CreateFormData().Set("Name", name).Set("password", Password);
        var token = Token().Match(await page.TextAsync()).Groups["token"].Value;
        await using var answer = await Context.APIRequest.PostAsync(
            "/sign-in",
            new() { Form = form.Set("__RequestVerificationToken", token), MaxRedirects = 0 }
        );
        Assert.Equal(302, answer.Status);
        await Page.GotoAsync("/");
    }

    /// <summary>Waits until the line has the state: "ready", "lost", "other-tab".</summary>
    public async Task Line(string state, float milliseconds = 20_000) =>
        await Expect(Page.Locator("html")).ToHaveAttributeAsync("data-line-state", state, new() { Timeout = milliseconds });

    /// <summary>Signs out, so that its calls are over at once and not after the 30 s in which a browser may come back.</summary>
    public async ValueTask DisposeAsync()
    {
        _leaving = true;
        if (!Page.IsClosed)
        {
            await Page.EvaluateAsync(
                """
                () => {
                  const csrf = document.querySelector('meta[name=csrf]')?.content;
                  return csrf && fetch('/sign-out', { method: 'POST', headers: { RequestVerificationToken: csrf }, redirect: 'manual' })
                    .then(() => true, () => false);
                }
                """
            );
        }

        await Context.CloseAsync();
    }

    void Watch(IPage page)
    {
        page.PageError += (_, error) => Complain(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                Complain($"{message.Text} ({message.Location})");
            }
        };
    }

    void Complain(string complaint)
    {
        if (!_leaving)
        {
            _complaints.Add(complaint);
        }
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"(?<token>[^\"]+)\"")]
    private static partial Regex Token();
}
