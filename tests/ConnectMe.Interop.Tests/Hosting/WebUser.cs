using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using ConnectMe.Interop.Tests.Peers;

namespace ConnectMe.Interop.Tests.Hosting;

/// <summary>A person of the demo company at the web pages, without a browser: opens pages and sends their forms.</summary>
internal sealed class WebUser : IDisposable
{
    readonly HttpClient _http;

    WebUser(RunningPbx pbx)
    {
        _http = new HttpClient(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                CookieContainer = new CookieContainer(),
                UseCookies = true,
            }
        )
        {
            BaseAddress = pbx.Web,
        };
        _http.DefaultRequestHeaders.Add("Accept", "text/html");
    }

    public static async Task<WebUser> SignIn(RunningPbx pbx, string name)
    {
        var user = new WebUser(pbx);
        var page = await user.Open("/sign-in");
        await user.Send(
            "/sign-in",
            page,
            new()
            {
                ["Name"] = name,
                ["password"] = "welkom-bij-connectme",
                ["Remember"] = "true",
            }
        );
        return user;
    }

    /// <summary>Adds a telephone for the person with this extension, on the administrator's page.</summary>
    /// <param name="encrypted">It has to use TLS and SRTP.</param>
    /// <returns>What the page shows once.</returns>
    public async Task<PhoneAccount> AddPhone(RunningPbx pbx, string extension, bool encrypted = false, string? name = null)
    {
        var page = await Open("/admin/devices/new");
        var owner = page.QuerySelectorAll("select[name='Input.Owner'] option")
            .Single(option => option.TextContent.Contains(extension, StringComparison.Ordinal));
        var (status, shown) = await Send(
            "/admin/devices/new",
            page,
            new()
            {
                ["Input.Name"] = name ?? $"Toestel {extension}",
                ["Input.Owner"] = owner.GetAttribute("value")!,
                ["Input.RequiresTls"] = encrypted ? "true" : "false",
                ["Input.RequiresSrtp"] = encrypted ? "true" : "false",
            }
        );
        Assert.True(status is HttpStatusCode.OK, $"{status}: {shown.Body?.TextContent}\n{pbx.Log}");
        return new PhoneAccount(
            shown.QuerySelector("#once-name")!.TextContent,
            shown.QuerySelector("#once-secret")!.TextContent,
            encrypted ? pbx.TlsRegistrar : pbx.Registrar
        );
    }

    /// <summary>Adds a trunk on the administrator's page, last in order.</summary>
    public async Task<TrunkTile> AddTrunk(RunningPbx pbx, Dictionary<string, string> fields)
    {
        var (status, shown) = await Send("/admin/trunks/new", await Open("/admin/trunks/new"), fields);
        Assert.True((int)status < 400, $"{status}: {shown.Body?.TextContent}\n{pbx.Log}");
        var tile = (await Open("/admin/trunks"))
            .QuerySelectorAll("article")
            .Last(article => article.QuerySelector("b")!.TextContent == fields["Input.Name"]);
        return new TrunkTile(this, tile.Id!["trunk-".Length..]);
    }

    public async Task<IHtmlDocument> Open(string url)
    {
        using var response = await _http.GetAsync(new Uri(url, UriKind.Relative));
        return Parse(await response.Content.ReadAsStringAsync());
    }

    /// <summary>Sends what a form of this page would send, token included.</summary>
    public async Task<(HttpStatusCode Status, IHtmlDocument Document)> Send(
        string url,
        IHtmlDocument page,
        Dictionary<string, string> fields
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url);
        if (page.QuerySelector("meta[name=csrf]")?.GetAttribute("content") is { } token)
        {
            request.Headers.Add("RequestVerificationToken", token);
        }
        else if (page.QuerySelector("input[name=__RequestVerificationToken]") is IHtmlInputElement input)
        {
            fields["__RequestVerificationToken"] = input.Value;
        }

        request.Content = new FormUrlEncodedContent(fields);
        using var response = await _http.SendAsync(request);
        return (response.StatusCode, Parse(await response.Content.ReadAsStringAsync()));
    }

    /// <summary>What the form of this page would send as it stands.</summary>
    public static Dictionary<string, string> Filled(IHtmlDocument page, string form)
    {
        Dictionary<string, string> fields = [];
        foreach (var field in page.QuerySelectorAll($"{form} :is(input, select)[name]"))
        {
            if (field is IHtmlSelectElement select)
            {
                fields[select.Name!] = select.Value ?? "";
            }
            else if (field is IHtmlInputElement input && (input.Type is not ("checkbox" or "radio") || input.IsChecked))
            {
                fields[input.Name!] = input.Value;
            }
        }

        return fields;
    }

    /// <summary>Adds a sound of the company: a tone for some seconds.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> AddSound(string name, string kind, int hertz, int seconds)
    {
        var path = Path.GetTempFileName();
        new Tone("sound", hertz).WriteWav(path, seconds: seconds);
        var wav = await File.ReadAllBytesAsync(path);
        File.Delete(path);
        var page = await Open("/admin/sounds/new");
        using var content = new MultipartFormDataContent
        {
            { new StringContent(name), "Input.Name" },
            { new StringContent(kind), "Input.Kind" },
            { new StringContent(""), "Input.Language" },
            { new ByteArrayContent(wav), "Input.File", "tone.wav" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/admin/sounds/new") { Content = content };
        request.Headers.Add("RequestVerificationToken", page.QuerySelector("meta[name=csrf]")!.GetAttribute("content"));
        using var response = await _http.SendAsync(request);
        Assert.True((int)response.StatusCode < 400, await response.Content.ReadAsStringAsync());
        return (await Open("/admin/sounds"))
            .QuerySelectorAll("tr a.ql")
            .Single(a => a.TextContent == name)
            .GetAttribute("href")!
            .Split('/')[^1];
    }

    /// <summary>Sends it as the page would on which it stands; it is done.</summary>
    public async Task Do(string on, string url, Dictionary<string, string> fields)
    {
        var (status, shown) = await Send(url, await Open(on), fields);
        Assert.True((int)status < 400, $"{url}: {status} {shown.Body?.TextContent}");
    }

    public void Dispose() => _http.Dispose();

    static IHtmlDocument Parse(string html) => new HtmlParser().ParseDocument(html);
}
