using System.Net;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Settings;

namespace ConnectMe.Modules.Tests.Identity;

/// <summary>The settings page of policies and emergency numbers. Each test has a Host of its own: what is published is asked of everybody.</summary>
public sealed class PoliciesTests(PostgresFixture postgres) : IAsyncLifetime
{
    readonly PoliciesHost _host = new(postgres);
    Administrator _anna = null!;

    public async ValueTask InitializeAsync()
    {
        await _host.InitializeAsync();
        _anna = new Administrator(_host);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    [Spec("A11-02")]
    public async Task A_text_that_is_published_is_a_new_version_and_everybody_is_asked_again()
    {
        var page = await _anna.Open("/admin/policies");
        Assert.Equal(3, page.Document.QuerySelectorAll("form[id^=policy-]").Length);
        Assert.Contains("ConnectMe draait", page.Text("#policy-Privacy-nl"), StringComparison.Ordinal);
        Assert.Contains("ConnectMe runs", page.Text("#policy-Privacy-en"), StringComparison.Ordinal);

        var same = await Publish(page.Text("#policy-Privacy-nl"), page.Text("#policy-Privacy-en"));
        Assert.Contains("niets veranderd", same.Text("[role=status]"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await _anna.Open("/calls")).Status);

        var refused = await Publish("Alleen Nederlands", "");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("beide talen", refused.Text("#policy-Privacy-e"), StringComparison.Ordinal);

        var published = await Publish("Wij bewaren weinig.\r\n\r\nEcht.", "We keep little.");
        Assert.Contains("versie 2", published.Text("[role=status]"), StringComparison.Ordinal);
        Assert.StartsWith("/consent", (await _anna.Open("/calls")).Location, StringComparison.Ordinal);
        var texts = await _anna.Open("/policies");
        Assert.Equal(["Wij bewaren weinig.", "Echt."], texts.Document.QuerySelectorAll("#privacy .lead").Select(p => p.TextContent));
        Assert.Contains("Versie 2", texts.Text("#privacy"), StringComparison.Ordinal);
        Assert.Contains("Versie 1", texts.Text("#terms"), StringComparison.Ordinal);
    }

    [Fact]
    [Spec("A11-02", "M2.1-03")]
    public async Task Emergency_numbers_are_the_countrys_and_those_that_are_added()
    {
        var page = await _anna.Open("/admin/policies");
        Assert.Contains("112", page.Text("#of-country"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Add("0900-8844")).Status);
        Assert.Equal(HttpStatusCode.OK, (await Add("144, 1412")).Status);

        var emergency = (await _anna.Open("/calls")).Document.QuerySelector("#dial")!.GetAttribute("data-emergency")!.Split(' ');
        Assert.Superset(new HashSet<string> { "112", "144", "1412" }, emergency.ToHashSet());
        var refused = await _anna.Post("/calls/dial", ("target", "144"), ("line", Guid.NewGuid().ToString()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);

        Assert.Equal(["144", "1412"], (await _anna.Configuration()).EmergencyNumbers); // the switchboard's too
    }

    [Fact]
    public async Task They_are_for_administrators()
    {
        var bram = new Administrator(_host, "bram");

        Assert.Equal(HttpStatusCode.Forbidden, (await bram.Open("/admin/policies")).Status);
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await bram.Post("/admin/policies", ("Kind", "Terms"), ("Dutch", "x"), ("English", "x"))).Status
        );
        Assert.Equal(HttpStatusCode.Forbidden, (await bram.Post("/admin/policies/emergency-numbers", ("Numbers", "144"))).Status);
    }

    Task<Answer> Publish(string dutch, string english) =>
        _anna.Post("/admin/policies", ("Kind", "Privacy"), ("Dutch", dutch), ("English", english));

    Task<Answer> Add(string numbers) => _anna.Post("/admin/policies/emergency-numbers", ("Numbers", numbers));

    sealed class PoliciesHost(PostgresFixture postgres) : ConnectMeHost(postgres);
}
