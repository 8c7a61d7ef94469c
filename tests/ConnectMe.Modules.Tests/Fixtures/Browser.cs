using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace ConnectMe.Modules.Tests.Fixtures;

/// <summary>What a person with a browser does: opens pages, fills in the form that is on them.</summary>
public sealed class Browser(HttpClient http)
{
    public HttpClient Http => http;

    public async Task<Answer> Open(string url, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Add("Accept", "text/html");
        return await Send(request, headers);
    }

    public async Task<Answer> Post(
        string url,
        IEnumerable<KeyValuePair<string, string>> fields,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("Accept", "text/html");
        return await Send(request, headers);
    }

    /// <summary>The token that the pages of the signed-in user carry.</summary>
    public async Task<string> FreshToken() => (await Open(FromThisMachine.TokenPath)).Body;

    public async Task<Answer> SignOut() =>
        await Post("/sign-out", new Dictionary<string, string> { ["__RequestVerificationToken"] = await FreshToken() });

    /// <summary>Opens the sign-in page and sends its form.</summary>
    public async Task<Answer> SignIn(
        string name,
        string password = "welkom-bij-connectme",
        string? returnUrl = null,
        bool remember = true,
        params (string Name, string Value)[] headers
    )
    {
        var page = await Open("/sign-in" + (returnUrl is null ? "" : "?returnUrl=" + Uri.EscapeDataString(returnUrl)));
        var form = (IHtmlFormElement)page.Document.QuerySelector("form[method=post]")!;
        var fields = new Dictionary<string, string>
        {
            ["Name"] = name,
            ["password"] = password,
            ["Remember"] = remember ? "true" : "false",
            ["__RequestVerificationToken"] = page.Token,
        };
        return await Post(form.GetAttribute("action")!, fields, headers);
    }

    /// <summary>Agrees to the policies, as everybody does at their first sign-in. The demo's people have.</summary>
    public async Task<Answer> Agree()
    {
        var page = await Open("/consent");
        var hidden = page
            .Document.QuerySelectorAll("#consent input[type=hidden]")
            .Select(input => KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value") ?? ""));
        var ticks = page
            .Document.QuerySelectorAll("#consent input[type=checkbox]")
            .Select(input => KeyValuePair.Create(input.GetAttribute("name")!, "true"));
        return await Post("/consent", hidden.Concat(ticks));
    }

    async Task<Answer> Send(HttpRequestMessage request, (string Name, string Value)[] headers)
    {
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await http.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        return new Answer(
            response.StatusCode,
            response.Headers.Location?.OriginalString,
            response
                .Headers.Concat(response.Content.Headers)
                .ToDictionary(h => h.Key, h => string.Join("\n", h.Value), StringComparer.OrdinalIgnoreCase),
            body
        );
    }
}

public sealed record Answer(HttpStatusCode Status, string? Location, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public IHtmlDocument Document { get; } = new HtmlParser().ParseDocument(Body);

    public string Token => ((IHtmlInputElement)Document.QuerySelector("input[name=__RequestVerificationToken]")!).Value;

    public string Text(string selector) => Document.QuerySelector(selector)?.TextContent.Trim() ?? "";
}
