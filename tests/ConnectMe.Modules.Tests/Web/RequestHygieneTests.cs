using System.Net;
using System.Security.Authentication;
using ConnectMe.Host.Web;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Settings;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Web;

/// <summary>Promise W1, of what holds for every answer: found in the route table, so that a new page is under test without being named here.</summary>
public sealed class RequestHygieneTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    [Fact]
    public async Task Every_cookie_is_this_hosts_alone_and_never_for_scripts()
    {
        var browser = host.NewBrowser();
        var anna = new Administrator(host);
        List<Answer> answers =
        [
            await browser.Open("/sign-in"),
            await browser.SignIn("bram"),
            await browser.Post(
                "/language",
                [new("culture", "en"), new("__RequestVerificationToken", await browser.FreshToken())],
                ("Sec-Fetch-Site", "same-origin")
            ),
            await anna.Post(
                "/settings/language",
                ("Input.Language", "nl"),
                ("Input.TimeZone", "Europe/Amsterdam"),
                ("Input.OnlyHere", "true")
            ),
            await browser.SignOut(),
        ];

        var cookies = answers.SelectMany(answer => answer.Headers.GetValueOrDefault("Set-Cookie", "").Split('\n')).Where(c => c.Length > 0);

        Assert.NotEmpty(cookies);
        Assert.Contains(cookies, cookie => cookie.StartsWith("__Host-connectme-csrf=", StringComparison.Ordinal));
        Assert.Contains(cookies, cookie => cookie.StartsWith("__Host-connectme-language=", StringComparison.Ordinal));
        Assert.All(
            cookies,
            cookie =>
            {
                var parts = cookie.Split("; ").Select(part => part.ToLowerInvariant()).ToList();
                Assert.StartsWith("__host-", parts[0], StringComparison.Ordinal);
                Assert.Contains("secure", parts);
                Assert.Contains("httponly", parts);
                Assert.Contains("path=/", parts);
                Assert.Contains(parts, part => part is "samesite=lax" or "samesite=strict");
                Assert.DoesNotContain(parts, part => part.StartsWith("domain=", StringComparison.Ordinal));
            }
        );
    }

    [Fact]
    public async Task Every_answer_says_what_it_is_and_what_is_a_persons_is_kept_by_nobody()
    {
        var anna = new Administrator(host);
        var asked = 0;
        foreach (
            var route in Routes.Of(host).Where(route => route is { Method: "GET", Ids: 0 } && route.Pattern is not ("/live" or "/metrics"))
        )
        {
            foreach (var mode in new[] { "navigate", "cors" })
            {
                var answer = await anna.Open(route.With(Guid.Empty), ("Sec-Fetch-Mode", mode), ("Origin", "https://evil.example"));
                var type = answer.Headers.GetValueOrDefault("Content-Type", "");
                asked++;
                Assert.True(answer.Body.Length == 0 || type.Length > 0, $"{route} does not say what it answers");
                Assert.True(
                    !type.StartsWith("text/", StringComparison.Ordinal) || type.Contains("charset=utf-8", StringComparison.Ordinal),
                    $"{route}: {type}"
                );
                Assert.True(answer.Headers["Cache-Control"].Contains("no-store", StringComparison.Ordinal), $"{route} may be kept");
                Assert.DoesNotContain(answer.Headers.Keys, name => name.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
                Assert.True(
                    answer.Status is not HttpStatusCode.OK
                        || !answer.Body.Contains("<main", StringComparison.Ordinal)
                        || route.IsOpen
                        || answer.Body.Contains("action=\"/sign-out\"", StringComparison.Ordinal),
                    $"on {route} nobody can sign out"
                );
            }
        }

        Assert.True(asked > 60, $"only {asked} were asked");
    }

    [Theory]
    [InlineData("TRACE")]
    [InlineData("OPTIONS")]
    [InlineData("PATCH")]
    [InlineData("SEARCH")]
    public async Task A_method_that_nothing_answers_to_is_refused(string method)
    {
        var anna = await new Administrator(host).Browser();
        foreach (var address in new[] { "/sign-in", "/admin/people", "/js/sign-in.js" })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), address);
            using var answer = await anna.Http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_form_sent_to_a_page_that_takes_none_is_refused()
    {
        var answer = await new Administrator(host).Post("/settings/profile", ("note", "x"));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.Status);
        Assert.Equal(["GET", "HEAD"], answer.Headers["Allow"].Split('\n'));
    }

    [Fact]
    public async Task What_stands_in_the_address_does_not_change_what_a_form_says()
    {
        var browser = host.NewBrowser();
        var token = (await browser.Open("/sign-in")).Token;

        var answer = await browser.Post(
            "/sign-in?Name=nobody&password=nothing&Name=bram",
            [
                new("Name", "anna"),
                new("Name", "bram"), // of two the first counts
                new("password", "welkom-bij-connectme"),
                new("__RequestVerificationToken", token),
            ]
        );

        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.Contains("Anna de Vries", (await browser.Open("/settings/profile")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_field_of_a_password_hides_it_and_a_password_manager_may_fill_it()
    {
        foreach (var page in new[] { await host.NewBrowser().Open("/sign-in"), await new Administrator(host).Open("/settings/security") })
        {
            var fields = page.Document.QuerySelectorAll("input[name=password], input[name=Current], input[name=New]").ToList();
            Assert.NotEmpty(fields);
            Assert.All(
                fields,
                field =>
                {
                    Assert.Equal("password", field.GetAttribute("type"));
                    Assert.Contains(field.GetAttribute("autocomplete"), new[] { "current-password", "new-password" });
                }
            );
        }
    }

    [Fact]
    public void Only_TLS_1_2_and_1_3_are_spoken()
    {
        var https = new HttpsConnectionAdapterOptions();

        host.Services.GetRequiredService<HttpsCertificate>().Use(https);

        Assert.Equal(SslProtocols.Tls12 | SslProtocols.Tls13, https.SslProtocols);
    }
}
