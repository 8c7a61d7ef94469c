using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ConnectMe.Identity;
using ConnectMe.Identity.Demo;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.SingleSignOn;
using ConnectMe.Modules.Tests.Fixtures;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.Tokens;

namespace ConnectMe.Modules.Tests.Identity.SingleSignOn;

/// <summary>What comes back from a provider, spoiled in every way that is known: nobody gets in by it.</summary>
public sealed class ProviderTokenTests(HostWithProvider host) : IClassFixture<HostWithProvider>
{
    readonly OpenIdProvider _there = host.There;

    [Fact]
    public async Task What_the_provider_signed_lets_its_person_in()
    {
        var provider = await Linked("goed");
        var browser = host.NewBrowser();

        var answer = await host.Arrive(browser, provider);

        Assert.Equal("/", answer.Location);
        Assert.True(await HostWithProvider.IsIn(browser));
    }

    public static TheoryData<string> Spoiled =>
        [
            "wrong issuer",
            "issuer without its slash",
            "wrong nonce",
            "no nonce",
            "other audience",
            "second audience, and for that one",
            "expired",
            "from tomorrow",
            "never expires",
            "no subject",
            "alg none",
            "alg HS256 with the public key",
            "another's key",
            "changed after signing",
            "no token",
        ];

    [Theory]
    [MemberData(nameof(Spoiled))]
    public async Task What_is_not_right_in_every_part_lets_nobody_in(string how)
    {
        var provider = await Linked(how);
        _there.Forge = payload => Spoil(how, payload);
        var browser = host.NewBrowser();
        try
        {
            var answer = await host.Arrive(browser, provider);

            Assert.True(answer.Status is HttpStatusCode.Forbidden or HttpStatusCode.BadGateway, $"{answer.Status}");
            Assert.NotEmpty(answer.Text("[role=alert]"));
            Assert.DoesNotContain("__Host-connectme=", answer.Headers["Set-Cookie"], StringComparison.Ordinal);
            Assert.False(await HostWithProvider.IsIn(browser));
        }
        finally
        {
            _there.Forge = null;
        }
    }

    string Spoil(string how, JsonObject payload)
    {
        var now = TimeProvider.System.GetUtcNow();
        switch (how)
        {
            case "wrong issuer":
                payload["iss"] = "https://elders.example/";
                break;
            case "issuer without its slash":
                payload["iss"] = _there.Issuer.TrimEnd('/');
                break;
            case "wrong nonce":
                payload["nonce"] = "een-ander";
                break;
            case "no nonce":
                payload.Remove("nonce");
                break;
            case "other audience":
                payload["aud"] = "een-ander-programma";
                break;
            case "second audience, and for that one":
                payload["aud"] = new JsonArray(OpenIdProvider.ClientId, "een-ander-programma");
                payload["azp"] = "een-ander-programma";
                break;
            case "expired":
                (payload["iat"], payload["exp"]) = (now.AddHours(-2).ToUnixTimeSeconds(), now.AddMinutes(-3).ToUnixTimeSeconds());
                break;
            case "from tomorrow":
                payload["nbf"] = now.AddMinutes(3).ToUnixTimeSeconds();
                break;
            case "never expires":
                payload.Remove("exp");
                break;
            case "no subject":
                payload.Remove("sub");
                break;
            case "alg none":
                return OpenIdProvider.Unsigned(payload);
            case "alg HS256 with the public key":
                return OpenIdProvider.Sign(payload, _there.PublicKeyAsSecret, SecurityAlgorithms.HmacSha256);
            case "another's key":
                using (var rsa = RSA.Create(2048))
                {
                    return OpenIdProvider.Sign(payload, new RsaSecurityKey(rsa) { KeyId = _there.Key.KeyId }, SecurityAlgorithms.RsaSha256);
                }

            case "changed after signing":
                var parts = _there.Sign(payload).Split('.');
                payload["sub"] = "iemand-anders";
                return $"{parts[0]}.{Base64UrlEncoder.Encode(payload.ToJsonString())}.{parts[2]}";
            case "no token":
                return "geen.token.hier";
            default:
                throw new ArgumentOutOfRangeException(nameof(how), how, null);
        }

        return _there.Sign(payload);
    }

    [Fact]
    public async Task An_answer_counts_once_and_only_in_the_browser_that_asked()
    {
        var provider = await Linked("eenmaal");
        var (asked, stranger) = (host.NewBrowser(), host.NewBrowser());
        var back = await host.WayBack(asked, provider);

        var atStranger = await stranger.Open(back); // somebody is made to follow another's link: they would be in as them
        var first = await asked.Open(back);
        await asked.SignOut();
        var again = await asked.Open(back);

        Assert.Equal(HttpStatusCode.Forbidden, atStranger.Status);
        Assert.Contains("hoort niet bij deze browser", atStranger.Text("[role=alert]"), StringComparison.Ordinal);
        Assert.False(await HostWithProvider.IsIn(stranger));
        Assert.Equal("/", first.Location);
        Assert.Equal(HttpStatusCode.Forbidden, again.Status);
        Assert.False(await HostWithProvider.IsIn(asked));
    }

    [Theory]
    [InlineData("state", "een-ander")]
    [InlineData("iss", "https://elders.example/")]
    [InlineData("code", "verzonnen")]
    public async Task An_answer_that_was_changed_on_its_way_lets_nobody_in(string parameter, string value)
    {
        var provider = await Linked($"onderweg-{parameter}");
        var browser = host.NewBrowser();
        var back = await host.WayBack(browser, provider);
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(back[back.IndexOf('?', StringComparison.Ordinal)..]);
        query[parameter] = value;

        var answer = await browser.Open(Microsoft.AspNetCore.WebUtilities.QueryHelpers.AddQueryString(back.Split('?')[0], query));

        Assert.True(answer.Status is HttpStatusCode.Forbidden or HttpStatusCode.BadGateway, $"{answer.Status}");
        Assert.False(await HostWithProvider.IsIn(browser));
    }

    [Fact]
    public async Task A_code_of_one_trip_is_worth_nothing_in_another()
    {
        var provider = await Linked("omgewisseld");
        var (theirs, mine) = (host.NewBrowser(), host.NewBrowser());
        var stolen = Query(await host.WayBack(theirs, provider), "code");
        var back = await host.WayBack(mine, provider);

        var answer = await mine.Open($"{back.Split('?')[0]}?code={Uri.EscapeDataString(stolen)}&state={Query(back, "state")}");

        Assert.Equal(HttpStatusCode.BadGateway, answer.Status); // the provider refuses it: PKCE
        Assert.False(await HostWithProvider.IsIn(mine));
    }

    [Fact]
    public async Task Who_says_no_at_the_provider_is_told_so()
    {
        var provider = await Linked("nee");
        var browser = host.NewBrowser();
        var back = await host.WayBack(browser, provider);

        var answer = await browser.Open(
            $"{back.Split('?')[0]}?error=access_denied&error_description=%3Cb%3ENiet%3C/b%3E&state={Query(back, "state")}"
        );

        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.Contains("afgebroken", answer.Text("[role=alert]"), StringComparison.Ordinal);
        Assert.Null(answer.Document.QuerySelector("[role=alert] b"));
        Assert.Equal("/sign-in", answer.Document.QuerySelector("a.btn")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("/contacts", "/contacts")]
    [InlineData("//elders.example", "/")]
    [InlineData("/\\elders.example", "/")]
    [InlineData("https://elders.example/", "/")]
    public async Task Afterwards_it_leads_to_a_page_of_ours(string wanted, string expected)
    {
        var provider = await Linked("terug");

        Assert.Equal(expected, (await host.Arrive(host.NewBrowser(), provider, wanted)).Location);
    }

    [Fact]
    public async Task Who_signs_in_has_a_new_session_and_the_one_before_ends()
    {
        var provider = await Linked("vers");
        var browser = host.NewBrowser();
        var before = Cookie(await browser.SignIn("noor"));

        var after = Cookie(await host.Arrive(browser, provider));

        Assert.NotEqual(before, after);
        var old = host.NewBrowser();
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await old.Open("/me", ("HX-Request", "true"), ("Cookie", $"__Host-connectme={before}"))).Status
        );
        Assert.True(await HostWithProvider.IsIn(browser));
    }

    [Fact]
    public async Task A_provider_that_is_off_or_nobodys_has_no_address()
    {
        var off = await host.Provider(provider => provider with { IsOn = false });
        foreach (var id in new[] { off.Id, Guid.NewGuid() })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await host.NewBrowser().Open($"/sign-in/with/{id}")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await host.NewBrowser().Open($"/sign-in/with/{id}/back?code=a&state=b")).Status);
        }
    }

    [Fact]
    public async Task Servers_inside_are_called_only_where_that_is_allowed()
    {
        using var http = new ProviderHttp(new SingleSignOnSettings());
        var inside = await new ProviderDiscovery(http, TimeProvider.System).Of("https://localhost", null, Ct);
        var port = await new ProviderDiscovery(http, TimeProvider.System).Of(_there.Issuer, null, Ct);

        Assert.Equal(ProviderFaultKind.NotPublic, inside.Fault?.Kind);
        Assert.Equal(ProviderFaultKind.NotHttps, port.Fault?.Kind);
    }

    [Fact]
    public async Task New_keys_are_asked_for_when_what_is_known_is_older_than_a_minute()
    {
        using var http = new ProviderHttp(new SingleSignOnSettings { PrivateProviders = true, TrustedRoot = _there.TrustedRoot });
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var discovery = new ProviderDiscovery(http, time);
        var first = await discovery.Of(_there.Issuer, null, Ct);
        time.Advance(TimeSpan.FromSeconds(59));
        Assert.Same(first, await discovery.Of(_there.Issuer, TimeSpan.FromMinutes(1), Ct));
        time.Advance(TimeSpan.FromSeconds(2));

        Assert.NotSame(first, await discovery.Of(_there.Issuer, TimeSpan.FromMinutes(1), Ct));
    }

    /// <summary>A provider whose person of this subject is Noor.</summary>
    async Task<SignInProvider> Linked(string subject)
    {
        var provider = await host.Provider();
        await host.Link(provider, subject, DemoCompany.People.Single(person => person.UserName == "noor").UserId);
        _there.Person = new OpenIdPerson(subject) { Name = "Noor van den Berg" };
        return provider;
    }

    static string Query(string url, string name) =>
        Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(url[url.IndexOf('?', StringComparison.Ordinal)..])[name].ToString();

    static string Cookie(Answer answer) =>
        answer
            .Headers["Set-Cookie"]
            .Split('\n')
            .Single(cookie => cookie.StartsWith("__Host-connectme=", StringComparison.Ordinal))["__Host-connectme=".Length..]
            .Split(';')[0];

    static CancellationToken Ct => TestContext.Current.CancellationToken;
}
