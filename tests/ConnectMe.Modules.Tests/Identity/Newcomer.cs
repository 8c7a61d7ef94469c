using System.Net;
using System.Text.RegularExpressions;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using Marten;
using OtpNet;

namespace ConnectMe.Modules.Tests.Identity;

/// <summary>Somebody of the demo company with a password of their own, who sets up second factors and signs in with them.</summary>
internal sealed partial class Newcomer
{
    readonly ConnectMeHost _host;
    readonly Garage _company;

    Newcomer(ConnectMeHost host, string name, Browser browser)
    {
        (_host, Name, Browser) = (host, name, browser);
        _company = new Garage(host);
    }

    public string Name { get; }

    public Guid Id { get; private set; }

    /// <summary>In which they sit at their settings.</summary>
    public Browser Browser { get; }

    public IReadOnlyList<string> RecoveryCodes { get; private set; } = [];

    /// <summary>Of their authenticator app.</summary>
    public string Secret { get; private set; } = "";

    /// <summary>The code that they typed last to add a factor.</summary>
    public string LastCode { get; private set; } = "";

    public static async Task<Newcomer> Join(ConnectMeHost host, string name, string extension, params (string, string)[] more)
    {
        var person = new Newcomer(host, name, host.NewBrowser());
        person.Id = await person._company.AddWithPassword(name, extension, more);
        await person.Browser.SignIn(name, Garage.Password);
        return person;
    }

    /// <summary>They, at another browser.</summary>
    public Newcomer At(Browser browser) => new(_host, Name, browser) { Id = Id };

    /// <summary>The code that the app shows in this half minute, or so many later.</summary>
    public string Code(int later = 0) =>
        new Totp(Base32Encoding.ToBytes(Secret)).ComputeTotp(TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(30 * later));

    /// <summary>An app that has shown its first code.</summary>
    public async Task AddApp(string password = Garage.Password) => await Confirm(await Start("App", password), () => Code());

    public async Task AddEmail()
    {
        var page = await Start("Email");
        var code = await MailedCode();
        await Confirm(page, () => code);
    }

    public Task<Answer> Start(string method, string password = Garage.Password, params (string Name, string Value)[] more) =>
        Send(Browser, "/second-factor?handler=start", [("Method", method), ("current", password), .. more]);

    /// <param name="code">Asked when the page has told the secret.</param>
    public async Task<Answer> Confirm(Answer page, Func<string> code)
    {
        Secret = page.Text("#secret") is { Length: > 0 } shown ? shown.Replace(" ", "", StringComparison.Ordinal) : Secret;
        LastCode = code();
        var answer = await Send(Browser, "/second-factor?handler=confirm", Digits(LastCode));
        Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Redirect, answer.Text("[role=alert]"));
        return Noted(answer);
    }

    /// <summary>What a passkey's browser sends.</summary>
    public async Task<Answer> SendCredential(string url, string credential) =>
        Noted(await Send(Browser, url, [("credential", credential)]));

    /// <summary>They write down the recovery codes, when they are shown.</summary>
    Answer Noted(Answer answer)
    {
        if (answer.Document.QuerySelectorAll("#recovery-codes li") is { Length: > 0 } codes)
        {
            RecoveryCodes = [.. codes.Select(one => one.TextContent)];
        }

        return answer;
    }

    public Task<Answer> Remove(string method, string password) =>
        Send(Browser, "/settings/security/factors/remove", [("method", method), ("current", password)]);

    /// <summary>The right password, in another browser.</summary>
    public async Task<Browser> Begin(Browser? browser = null, string? from = null)
    {
        browser ??= _host.NewBrowser();
        var answer = await browser.SignIn(Name, Garage.Password, headers: From(from));
        Assert.Equal("/sign-in/code", answer.Location);
        return browser;
    }

    public async Task<Answer> SignIn(string method, string code) => await Prove(await Begin(), method, code);

    public static async Task<Answer> Prove(Browser browser, string method, string code, string? from = null) =>
        await Send(browser, "/sign-in/code", [("Method", method), .. Digits(code)], from);

    public static Task<Answer> Again(Browser browser, string method) => Send(browser, "/sign-in/code?handler=send", [("Method", method)]);

    public static async Task<bool> IsIn(Browser browser) =>
        (await browser.Open("/me", ("HX-Request", "true"))).Status is HttpStatusCode.NoContent;

    /// <summary>In the last mail to them that has one.</summary>
    public async Task<string> MailedCode() =>
        (await _company.MailTo(Name)).Select(mail => SixDigits().Match(mail.Text).Value).Last(code => code.Length > 0);

    public async Task<SecondFactors> Kept()
    {
        await using var query = _company.Store.QueryFor(Garage.Id);
        return (await query.LoadAsync<SecondFactors>(Id, TestContext.Current.CancellationToken))!;
    }

    /// <summary>The sign-in they are in the middle of, as if its code had been sent earlier.</summary>
    public async Task Earlier(TimeSpan by)
    {
        await using var session = _company.Store.LightweightSession();
        var pending = await session
            .Query<PendingSignIn>()
            .Where(one => one.UserId == Id)
            .OrderByDescending(one => one.StartedAt)
            .FirstAsync(TestContext.Current.CancellationToken);
        session.Store(pending with { Sent = pending.Sent! with { At = pending.Sent.At - by } });
        await session.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A digit a field, as the page has it.</summary>
    static (string, string)[] Digits(string code) =>
        code.All(char.IsAsciiDigit) ? [.. code.Select(digit => ("code", $"{digit}"))] : [("code", code)];

    public static async Task<Answer> Send(Browser browser, string url, (string Name, string Value)[] fields, string? from = null)
    {
        var token = await browser.FreshToken();
        return await browser.Post(
            url,
            fields.Append(("__RequestVerificationToken", token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2)),
            From(from)
        );
    }

    static (string, string)[] From(string? address) => address is null ? [] : [(FromThisMachine.AddressHeader, address)];

    [GeneratedRegex(@"\b\d{6}\b", RegexOptions.None, 1000)]
    private static partial Regex SixDigits();
}
