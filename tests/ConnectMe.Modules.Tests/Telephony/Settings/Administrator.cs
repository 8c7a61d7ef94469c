using System.Net;
using ConnectMe.Identity.Demo;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Domain;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Telephony.Settings;

/// <summary>Anna at the settings pages: she is the demo company's administrator.</summary>
internal sealed class Administrator(ConnectMeHost host, string name = "anna", string password = DemoCompany.Password)
{
    Browser? _browser;
    string _token = "";

    public async Task<Browser> Browser()
    {
        if (_browser is null)
        {
            _browser = host.NewBrowser();
            await _browser.SignIn(name, password);
            _token = await _browser.FreshToken();
        }

        return _browser;
    }

    public async Task<Answer> Open(string url, params (string Name, string Value)[] headers) => await (await Browser()).Open(url, headers);

    /// <summary>As htmx posts a form or a button.</summary>
    public async Task<Answer> Post(string url, params (string Name, string Value)[] fields) =>
        await (await Browser()).Post(
            url,
            fields.Select(field => KeyValuePair.Create(field.Name, field.Value)),
            ("RequestVerificationToken", _token),
            ("HX-Request", "true"),
            ("HX-Request-Type", "partial")
        );

    /// <summary>As htmx sends a form with one file.</summary>
    public async Task<Answer> Send(
        string url,
        string name,
        byte[] content,
        string field = "file",
        params (string Name, string Value)[] fields
    )
    {
        var browser = await Browser();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(content), field, name } };
        foreach (var (more, value) in fields)
        {
            form.Add(new StringContent(value), more);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = form };
        request.Headers.Add("RequestVerificationToken", _token);
        request.Headers.Add("HX-Request", "true");
        request.Headers.Add("HX-Request-Type", "partial");
        using var response = await browser.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return new Answer(
            response.StatusCode,
            response.Headers.Location?.OriginalString,
            response.Headers.ToDictionary(h => h.Key, h => string.Join("\n", h.Value), StringComparer.OrdinalIgnoreCase),
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
        );
    }

    /// <summary>A post that must be accepted.</summary>
    public async Task<Answer> Do(string url, params (string Name, string Value)[] fields)
    {
        var answer = await Post(url, fields);
        Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.NoContent, $"{url}: {answer.Status} {answer.Body}");
        return answer;
    }

    public ValueTask<TelephonyConfiguration> Configuration() =>
        host
            .Services.GetRequiredService<ITelephonyConfigurations>()
            .Of(new CompanyId(DemoCompany.Id), TestContext.Current.CancellationToken);

    /// <summary>The demo person with this extension.</summary>
    public static string PersonId(string extension) => DemoCompany.People.Single(p => p.Extension == extension).UserId.ToString();
}
