using System.Globalization;
using System.Net;
using ConnectMe.Identity.Audit;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Settings;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Identity;

/// <summary>Made from the route table: every act of an administrator is in the audit log once, also of pages that nobody named here.</summary>
public sealed class AuditedRoutesTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    [Fact]
    [Spec("G2", "A10-03")]
    public async Task Every_act_leaves_exactly_one_entry()
    {
        var acts = Acts().Where(route => !route.IsOpen && route.Pattern != "/sign-out").ToList();
        var anna = new Administrator(host);
        Assert.True(acts.Count > 40, $"{acts.Count} acts were found");

        var left = await LeftBy(await anna.Browser(), acts);

        foreach (var (route, entries) in left)
        {
            Assert.True(entries.Count == 1, $"{route} left {entries.Count} entries in the audit log instead of one");
            Assert.Equal("Anna de Vries", entries[0].ByName);
            Assert.Equal("127.0.0.1", entries[0].Address);
            Assert.True(
                entries[0].Result is AuditResult.Done or AuditResult.Refused,
                $"{route} answered an empty form with a failure ({entries[0].Result})"
            );
        }
    }

    [Fact]
    [Spec("G2")]
    public async Task Who_has_not_the_right_leaves_one_that_says_so()
    {
        var acts = Acts().Where(route => route.NeedsRight).ToList();
        var bram = new Administrator(host, "bram");

        foreach (var (route, entries) in await LeftBy(await bram.Browser(), acts))
        {
            Assert.True(entries.Count == 1, $"{route} left {entries.Count} entries in the audit log instead of one");
            Assert.Equal((AuditResult.Denied, "Bram Hofstra"), (entries[0].Result, entries[0].ByName));
        }
    }

    [Theory]
    [InlineData("nl")]
    [InlineData("en")]
    [Spec("G2")]
    public void Every_act_has_words(string language)
    {
        CultureInfo.CurrentUICulture = new CultureInfo(language);
        using var scope = host.Services.CreateScope();
        var words = scope.ServiceProvider.GetRequiredService<AuditWords>();

        var speechless = Acts()
            .Where(route => words.Known(route.Pattern) is not { Length: > 0 } said || said == route.Pattern)
            .Select(route =>
                $"{route}: register words for it (services.AddSingleton(new AuditedAct(\"{route.Pattern}\", typeof(YourText), \"Key\"))) or a SettingsEntry for its page"
            );

        Assert.Empty(speechless);
    }

    [Fact]
    [Spec("G2")]
    public void What_lies_under_Administration_requires_a_right()
    {
        var open = Routes
            .Of(host)
            .Where(route => (route.Pattern + "/").StartsWith("/admin/", StringComparison.OrdinalIgnoreCase) && !route.NeedsRight)
            .Select(route =>
                $"{route} asks for no right: [Authorize(Rights.Administrator)] or .RequireAuthorization(Rights.Administrator)"
            );

        Assert.Empty(open);
    }

    /// <summary>What changes something and is audited.</summary>
    List<Route> Acts() =>
        [.. Routes.Of(host).Where(route => route.IsUnsafe && AuditRule.Of(route.Endpoint, route.Method) is { Moment: AuditMoment.Always })];

    /// <summary>An empty form to each, with an id that is nobody's; what is left is known again by the browser's name.</summary>
    async Task<List<(Route Route, List<AuditEntry> Entries)>> LeftBy(Browser browser, List<Route> acts)
    {
        var (token, mark) = (await browser.FreshToken(), Guid.NewGuid().ToString("n"));
        for (var i = 0; i < acts.Count; i++)
        {
            using var request = new HttpRequestMessage(new HttpMethod(acts[i].Method), acts[i].With(Guid.NewGuid()));
            request.Content = new FormUrlEncodedContent([KeyValuePair.Create("nothing", "1")]);
            request.Headers.Add("RequestVerificationToken", token);
            request.Headers.Add("HX-Request", "true");
            request.Headers.TryAddWithoutValidation("User-Agent", $"{mark}-{i}-");
            using var answer = await browser.Http.SendAsync(request, Ct);
            Assert.True(answer.StatusCode is not HttpStatusCode.Unauthorized, $"{acts[i]}: the session ended");
        }

        List<AuditEntry> all = [];
        await Eventually.Is(async () =>
        {
            await using var query = host.Services.GetRequiredService<IDocumentStore>().QueryFor(Garage.Id);
            all = [.. await query.Query<AuditEntry>().Where(entry => entry.Number != 0).ToListAsync(Ct)];
            return all.Exists(entry => entry.Browser.StartsWith($"{mark}-{acts.Count - 1}-", StringComparison.Ordinal));
        });
        return [.. acts.Select((route, i) => (route, all.FindAll(e => e.Browser.StartsWith($"{mark}-{i}-", StringComparison.Ordinal))))];
    }

    static CancellationToken Ct => TestContext.Current.CancellationToken;
}
