using System.Net;
using System.Text;
using ConnectMe.Modules.Tests.Fixtures;

namespace ConnectMe.Modules.Tests.Web;

public sealed class SecurityTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/health/live")]
    [InlineData("/nowhere")]
    [InlineData("/js/sign-in.js")]
    [Spec("W4")]
    public async Task Every_answer_says_what_a_browser_may_do_with_it(string url)
    {
        var answer = await host.NewBrowser().Open(url);

        var policy = answer.Headers["Content-Security-Policy"];
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("base-uri 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("*", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers["X-Content-Type-Options"]);
        Assert.Equal("same-origin", answer.Headers["Cross-Origin-Opener-Policy"]);
        Assert.Equal("same-origin", answer.Headers["Referrer-Policy"]);
        Assert.Contains("microphone=(self)", answer.Headers["Permissions-Policy"], StringComparison.Ordinal);
        Assert.Equal("max-age=31536000; includeSubDomains", answer.Headers["Strict-Transport-Security"]);
        Assert.Matches("^[0-9a-f]{12}$", answer.Headers["X-Build"]);
        Assert.DoesNotContain("Server", answer.Headers.Keys);
    }

    [Fact]
    public async Task Without_https_a_browser_is_not_told_to_insist_on_it()
    {
        var answer = await host.NewBrowser("http://localhost").Open("/sign-in");

        Assert.DoesNotContain("Strict-Transport-Security", answer.Headers.Keys);
    }

    [Fact]
    public async Task A_page_is_kept_by_nobody_and_differs_for_fragments()
    {
        var answer = await host.NewBrowser().Open("/sign-in");

        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
        Assert.Contains("HX-Request-Type", answer.Headers["Vary"], StringComparison.Ordinal);
    }

    [Fact]
    [Spec("W4")]
    public async Task The_sign_in_page_has_nothing_inline()
    {
        var page = await host.NewBrowser().Open("/sign-in");

        Assert.All(page.Document.Scripts, s => Assert.NotNull(s.Source));
        Assert.Empty(page.Document.QuerySelectorAll("style"));
        Assert.DoesNotContain(
            page.Document.All,
            e => e.Attributes.Any(a => a.Name == "style" || a.Name.StartsWith("on", StringComparison.Ordinal))
        );
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    public async Task A_form_of_another_site_is_refused_the_sign_in_form_too(string name, string value)
    {
        var answer = await host.NewBrowser().SignIn("anna", headers: (name, value));

        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
    }

    [Fact]
    public async Task Our_own_forms_are_accepted_with_what_browsers_send()
    {
        var answer = await host.NewBrowser().SignIn("anna", headers: [("Sec-Fetch-Site", "same-origin"), ("Origin", "https://localhost")]);

        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
    }

    [Fact]
    public async Task An_unsafe_request_without_its_token_is_refused_whatever_answers_it()
    {
        var browser = host.NewBrowser();
        await browser.SignIn("anna");
        using var delete = await browser.Http.DeleteAsync(
            "/line?id=00000000-0000-0000-0000-000000000001",
            TestContext.Current.CancellationToken
        );
        var offer = await browser.Post("/line?id=00000000-0000-0000-0000-000000000001", []);

        Assert.Equal(HttpStatusCode.BadRequest, delete.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, offer.Status);
    }

    [Fact]
    public async Task A_form_that_cannot_be_read_is_a_bad_request()
    {
        using var content = new StringContent(
            string.Join('&', Enumerable.Range(0, 5000).Select(i => $"f{i}=1")),
            Encoding.UTF8,
            "application/x-www-form-urlencoded"
        );
        using var manyFields = await host.NewBrowser().Http.PostAsync("/sign-in", content, TestContext.Current.CancellationToken);
        using var broken = new ByteArrayContent("--x\r\nnot a part"u8.ToArray());
        broken.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");
        using var brokenParts = await host.NewBrowser().Http.PostAsync("/sign-in", broken, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, manyFields.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, brokenParts.StatusCode);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/calls")]
    [InlineData("/live")]
    [InlineData("/me")]
    [InlineData("/call-widget")]
    public async Task Nothing_is_shown_to_a_stranger(string url)
    {
        var page = await host.NewBrowser().Open(url, ("Sec-Fetch-Mode", "navigate"));
        var fragment = await host.NewBrowser().Open(url, ("HX-Request", "true"));
        var script = await host.NewBrowser().Open(url, ("Sec-Fetch-Mode", "cors"));

        Assert.Equal(HttpStatusCode.Redirect, page.Status);
        Assert.Equal($"/sign-in?returnUrl={Uri.EscapeDataString(url)}", page.Location);
        Assert.Equal(HttpStatusCode.Unauthorized, fragment.Status);
        Assert.Equal(HttpStatusCode.Unauthorized, script.Status);
    }

    [Theory]
    [InlineData("connectme=AAAA")]
    [InlineData("__Host-connectme=")]
    [InlineData("__Host-connectme=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_made_up_cookie_opens_nothing(string cookie)
    {
        var answer = await host.NewBrowser().Open("/me", ("HX-Request", "true"), ("Cookie", cookie));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
    }

    [Fact]
    [Spec("A12-06")]
    public async Task Anyone_may_ask_whether_the_Host_is_well()
    {
        Assert.Equal(HttpStatusCode.OK, (await host.NewBrowser().Open("/health/live")).Status);
        Assert.Equal(HttpStatusCode.OK, (await host.NewBrowser().Open("/health/ready")).Status);
    }

    [Fact]
    [Spec("A12-06")]
    public async Task Metrics_are_for_this_machine()
    {
        var here = await host.NewBrowser().Open("/metrics");
        var there = await host.NewBrowser().Open("/metrics", (FromThisMachine.AddressHeader, "192.0.2.1"));
        var byProxy = await host.NewBrowser().Open("/metrics", ("X-Forwarded-For", "192.0.2.1"));

        Assert.Equal(HttpStatusCode.OK, here.Status);
        Assert.Contains("# TYPE", here.Body, StringComparison.Ordinal);
        Assert.Contains("http_server_request_duration", here.Body, StringComparison.Ordinal);
        Assert.Contains("media_", here.Body, StringComparison.Ordinal); // our own, of calls
        Assert.Equal(HttpStatusCode.NotFound, there.Status);
        Assert.Equal(HttpStatusCode.NotFound, byProxy.Status);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task Pages_are_compressed(string encoding)
    {
        var answer = await host.NewBrowser().Open("/sign-in", ("Accept-Encoding", encoding));

        Assert.Equal(encoding, answer.Headers["Content-Encoding"]);
    }
}
