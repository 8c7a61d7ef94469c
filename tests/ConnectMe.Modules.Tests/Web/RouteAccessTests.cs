using System.Net;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Identity;
using ConnectMe.Modules.Tests.Telephony.Settings;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ConnectMe.Modules.Tests.Web;

/// <summary>
/// Promise W2, made from the route table: every address, asked by a stranger, by who lacks the right, by another company and by a colleague, answers for a thing
/// that is not theirs what it answers for one that does not exist. A new address is under test without being named here.
/// </summary>
public sealed class RouteAccessTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    static readonly Guid Nobodys = new("00000000-dead-4bee-8000-000000000000");

    readonly Administrator _anna = new(host);
    readonly TwoCompanies _companies = new(host);

    [Fact]
    [Spec("W2")]
    public async Task What_says_nothing_of_who_may_is_for_people_who_are_signed_in()
    {
        var policies = host.Services.GetRequiredService<IAuthorizationPolicyProvider>();

        Assert.NotNull(await policies.GetFallbackPolicyAsync());
        Assert.NotNull(await policies.GetPolicyAsync(Rights.Administrator));
    }

    [Fact]
    [Spec("W2")]
    public async Task A_stranger_is_sent_to_sign_in_whatever_they_ask_for()
    {
        var stranger = host.NewBrowser();
        var device = (await _companies.Things())[0];
        foreach (var route in Routes.Of(host).Where(route => !route.IsOpen))
        {
            foreach (var id in new[] { Nobodys, device })
            {
                var answer = await Ask(stranger, route, route.With(id), token: null);
                Assert.True(
                    answer.Status is 401 || (answer.Status is 302 && answer.Location.StartsWith("/sign-in", StringComparison.Ordinal)),
                    $"{route} answered a stranger with {answer.Status} {answer.Text}"
                );
            }
        }
    }

    [Fact]
    [Spec("W2")]
    public async Task Who_lacks_the_right_gets_the_same_refusal_for_what_is_there_and_what_is_not()
    {
        var (bram, token) = await SignedIn("bram", "welkom-bij-connectme");
        var things = await _companies.Things();
        foreach (var route in Routes.Of(host).Where(route => route.NeedsRight))
        {
            var none = await Ask(bram, route, route.With(Nobodys), token);
            Assert.True(none.Status is 403, $"{route} answered {none.Status} to somebody without the right");
            foreach (var thing in route.Ids == 0 ? [] : things.Take(3))
            {
                Same(route, none, (await Ask(bram, route, route.With(thing), token)).Without(thing));
            }
        }
    }

    [Fact]
    [Spec("W2")]
    public async Task Another_companys_administrator_sees_and_changes_nothing_of_ours()
    {
        await _companies.Found();
        var things = await _companies.Things();
        var (olga, token) = await _companies.OlgaSignedIn();
        Assert.Equal(HttpStatusCode.OK, (await olga.Open("/admin/people")).Status);
        var before = await _companies.Of(Garage.Id);
        var asked = 0;
        var wrong = new List<string>();
        foreach (var route in Routes.Of(host).Where(route => route is { Ids: > 0, IsOpen: false }))
        {
            var none = await Ask(olga, route, route.With(Nobodys), token);
            var within = await Ask(olga, route, route.With(OtherCompany.Olga, Nobodys), token);
            foreach (var thing in things)
            {
                asked++;
                var answer = (await Ask(olga, route, route.With(thing), token)).Without(thing);
                if (answer.Status >= 500)
                {
                    wrong.Add($"{route} fails at {thing}: {answer.Status}");
                }

                if (answer != none)
                {
                    wrong.Add($"{route} tells {thing} of another company from one that does not exist: {none.Difference(answer)}");
                }

                if (route.Ids > 1 && (await Ask(olga, route, route.With(OtherCompany.Olga, thing), token)).Without(thing) != within)
                {
                    wrong.Add($"{route}, below a person of their own, tells {thing} from one that does not exist");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(10)));
        Assert.True(asked > 300, $"only {asked} were asked");
        Assert.Equal(before, await _companies.Of(Garage.Id));
        Assert.Equal(HttpStatusCode.NoContent, (await _anna.Open("/me")).Status);
    }

    [Fact]
    [Spec("W2")]
    public async Task An_id_of_another_company_in_a_query_finds_nothing()
    {
        await _companies.Found();
        var things = (await _companies.Things()).Take(4).ToList();
        var (olga, token) = await _companies.OlgaSignedIn();
        foreach (
            var route in Routes.Of(host).Where(route => route is { Ids: 0, IsOpen: false, Method: "GET" } && route.Pattern is not "/live")
        )
        {
            var none = await Ask(olga, route, route.With(Nobodys) + Query(Nobodys), token);
            foreach (var thing in things)
            {
                var answer = (await Ask(olga, route, route.With(Nobodys) + Query(thing), token)).Without(thing);
                Assert.True(
                    answer.Status == none.Status && !answer.Text.Contains("Hofstra", StringComparison.Ordinal),
                    $"{route} with {thing}"
                );
            }
        }

        static string Query(Guid id) => $"?id={id}&who={id}&person={id}&open={id}&with={id}";
    }

    [Fact]
    [Spec("W2")]
    public async Task A_colleague_gets_nothing_of_what_is_somebodys_own()
    {
        await _companies.Things();
        var own = await OwnOfAnna();
        var (bram, token) = await SignedIn("bram", "welkom-bij-connectme");
        foreach (var route in Routes.Of(host).Where(route => route is { Ids: > 0, IsOpen: false, NeedsRight: false }))
        {
            var none = await Ask(bram, route, route.With(Nobodys), token);
            foreach (var thing in own)
            {
                Same(route, none, (await Ask(bram, route, route.With(thing), token)).Without(thing));
            }
        }

        Assert.Equal(HttpStatusCode.NoContent, (await _anna.Open("/me")).Status);
    }

    [Fact]
    [Spec("W2")]
    public async Task The_stream_of_one_company_tells_nothing_of_another()
    {
        await _companies.Found();
        var (olga, _) = await _companies.OlgaSignedIn();
        var updates = host.Services.GetRequiredService<ILiveUpdates>();
        using var stream = await olga.Http.GetAsync("/live", HttpCompletionOption.ResponseHeadersRead, Ct);
        using var lines = new StreamReader(await stream.Content.ReadAsStreamAsync(Ct));
        Assert.Equal("event: hello", await lines.ReadLineAsync(Ct));

        // The same id in another company is another person.
        updates.Publish(Garage.Id, [new UserId(OtherCompany.Olga)], "of-the-garage");
        updates.Publish(OtherCompany.Id, [new UserId(OtherCompany.Olga)], "of-her-own");

        var heard = "";
        while (!heard.Contains("of-her-own", StringComparison.Ordinal))
        {
            heard += await lines.ReadLineAsync(Ct);
        }

        Assert.DoesNotContain("of-the-garage", heard, StringComparison.Ordinal);
    }

    async Task<IReadOnlyList<Guid>> OwnOfAnna()
    {
        var own = new List<Guid>();
        foreach (var (table, whose) in new[] { ("contact", "Owner"), ("recording", "OwnerId"), ("browsersession", "UserId") })
        {
            await using var command = Source.CreateCommand(
                $"select id from connectme.mt_doc_{table} where data ->> '{whose}' = $1 limit 1"
            );
            command.Parameters.Add(new NpgsqlParameter { Value = Administrator.PersonId("201") });
            own.Add((Guid)(await command.ExecuteScalarAsync(Ct) ?? throw new InvalidOperationException($"Anna has no {table}")));
        }

        return own;
    }

    async Task<(Browser Browser, string Token)> SignedIn(string name, string password)
    {
        var browser = host.NewBrowser();
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SignIn(name, password)).Status);
        return (browser, await browser.FreshToken());
    }

    /// <summary>A stream has no end to wait for.</summary>
    static async Task<Refusal> Ask(Browser browser, Route route, string address, string? token)
    {
        using var request = new HttpRequestMessage(new HttpMethod(route.Method), address);
        request.Headers.Add("Accept", "text/html");
        request.Headers.Add("Sec-Fetch-Mode", "cors"); // the answer itself, not a page about it
        request.Headers.Add("HX-Request", "true");
        request.Headers.Add("HX-Request-Type", "partial");
        if (route.IsUnsafe)
        {
            request.Content = new FormUrlEncodedContent(Fields);
            if (token is not null)
            {
                request.Headers.Add("RequestVerificationToken", token);
            }
        }

        using var answer = await browser.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
        var isStream = answer.Content.Headers.ContentType?.MediaType is "text/event-stream";
        var text = isStream ? "" : await answer.Content.ReadAsStringAsync(Ct);
        return new Refusal((int)answer.StatusCode, answer.Headers.Location?.OriginalString ?? "", text).Without(Nobodys);
    }

    /// <summary>What small forms ask for, so that they get as far as the thing itself.</summary>
    static readonly KeyValuePair<string, string>[] Fields =
    [
        .. new[]
        {
            ("on", "true"),
            ("mode", "Listen"),
            ("target", "201"),
            ("note", "x"),
            ("text", "x"),
            ("digits", "1"),
            ("speed", "1"),
        }.Select(field => KeyValuePair.Create(field.Item1, field.Item2)),
    ];

    static void Same(Route route, Refusal none, Refusal answer) => Assert.True(none == answer, $"{route}: {none.Difference(answer)}");

    NpgsqlDataSource Source => host.Services.GetRequiredService<NpgsqlDataSource>();

    static CancellationToken Ct => TestContext.Current.CancellationToken;
}
