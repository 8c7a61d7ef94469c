using System.Net;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Identity;

public sealed class SignOutTests(SignOutTests.HostThatListens host) : IClassFixture<SignOutTests.HostThatListens>
{
    [Fact]
    [Spec("M15-01")]
    public async Task Signing_out_ends_the_session_at_once()
    {
        var browser = host.NewBrowser();
        var signedIn = await browser.SignIn("anna");
        var cookie = signedIn
            .Headers["Set-Cookie"]
            .Split('\n')
            .Single(c => c.StartsWith("__Host-connectme=", StringComparison.Ordinal))
            .Split(';')[0];

        var answer = await browser.SignOut();
        var copied = await host.NewBrowser().Open("/me", ("HX-Request", "true"), ("Cookie", cookie)); // the server forgot it, not the browser alone

        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.Equal("/sign-in", answer.Location);
        Assert.Equal("\"cache\"", answer.Headers["Clear-Site-Data"]);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Open("/me", ("HX-Request", "true"))).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, copied.Status);
    }

    [Fact]
    [Spec("M15-02", "W3")]
    public async Task Whoever_holds_something_open_for_the_session_is_told_once()
    {
        var browser = host.NewBrowser();
        await browser.SignIn("bram");

        await browser.SignOut();

        var bram = new UserId(new Guid("6a0c1f3e-5d5b-4a7e-9a52-7f1d3c0e8202"));
        Assert.Single(host.Ended, e => e.User == bram);
    }

    [Fact]
    [Spec("M15-02", "W3")]
    public async Task The_event_stream_closes_with_the_session()
    {
        var browser = host.NewBrowser();
        await browser.SignIn("sanne");
        using var stream = await browser.Http.GetAsync(
            "/live",
            HttpCompletionOption.ResponseHeadersRead,
            TestContext.Current.CancellationToken
        );
        using var lines = new StreamReader(await stream.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        Assert.Equal("event: hello", await lines.ReadLineAsync(TestContext.Current.CancellationToken));

        await browser.SignOut();

        await lines.ReadToEndAsync(TestContext.Current.CancellationToken); // ends, and by itself
    }

    [Fact]
    public async Task Signing_out_in_one_browser_leaves_the_other_signed_in()
    {
        var desk = host.NewBrowser();
        var laptop = host.NewBrowser();
        await desk.SignIn("joost");
        await laptop.SignIn("joost");

        await desk.SignOut();

        Assert.Equal(HttpStatusCode.NoContent, (await laptop.Open("/me")).Status);
    }

    [Fact]
    public async Task Without_the_token_of_the_page_nobody_is_signed_out()
    {
        var browser = host.NewBrowser();
        await browser.SignIn("noor");

        var answer = await browser.Post("/sign-out", []);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(HttpStatusCode.NoContent, (await browser.Open("/me")).Status);
    }

    /// <summary>As Telephony does, which closes the user's line.</summary>
    internal sealed class Listener : ISessionEnded
    {
        public List<(CompanyId Company, UserId User, Guid Session)> Ended { get; } = [];

        public void SessionEnded(CompanyId company, UserId user, Guid session)
        {
            lock (Ended)
            {
                Ended.Add((company, user, session));
            }
        }
    }

    public sealed class HostThatListens(PostgresFixture postgres) : ConnectMeHost(postgres)
    {
        internal IReadOnlyList<(CompanyId Company, UserId User, Guid Session)> Ended =>
            Services.GetServices<ISessionEnded>().OfType<Listener>().Single().Ended;

        protected override void Configure(IServiceCollection services) => services.AddSingleton<ISessionEnded, Listener>();
    }
}
