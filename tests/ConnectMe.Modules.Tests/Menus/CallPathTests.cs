using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Settings;

namespace ConnectMe.Modules.Tests.Menus;

/// <summary>"What happens if someone calls this number at this moment?", in words.</summary>
public sealed class CallPathTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    /// <summary>A Tuesday, and a Sunday, of a company that is open from Monday to Friday.</summary>
    const string InHours = "2027-03-02T10:00";

    const string Sunday = "2027-03-07T10:00";

    readonly Administrator _anna = new(host);

    [Fact]
    [Spec("A3-03", "B5", "A6-03")]
    public async Task The_whole_way_of_a_call_is_told_for_any_moment()
    {
        var number = (await _anna.Configuration()).NumberOf("+31205550120")!;

        var open = await Path($"number/{number.Id}", InHours);
        Assert.Contains("Dinsdag 2 maart 2027", open, StringComparison.Ordinal);
        Assert.Contains("Tijdvoorwaarde Openingstijden: het bedrijf is open.", open, StringComparison.Ordinal);
        Assert.Contains("De beller hoort keuzemenu Hoofdmenu", open, StringComparison.Ordinal);
        Assert.Contains("Toets 1: De beller wacht in wachtrij Receptie. Aangemeld: 3.", open, StringComparison.Ordinal);
        Assert.Contains("Na 3:00: Bram Hofstra heeft de status", open, StringComparison.Ordinal);
        Assert.Contains("Toets 2: Bram Hofstra heeft de status", open, StringComparison.Ordinal);
        Assert.Contains("seconden over", open, StringComparison.Ordinal);
        Assert.Contains("Zonder keuze: De beller wacht", open, StringComparison.Ordinal);

        var closed = await Path($"number/{number.Id}", Sunday);
        Assert.Contains("het bedrijf is gesloten. De oproep komt bij Voicemail · Receptie.", closed, StringComparison.Ordinal);
        Assert.DoesNotContain("Toets", closed, StringComparison.Ordinal);
    }

    [Fact]
    [Spec("A3-03")]
    public async Task What_leads_back_is_told_once_and_what_leads_nowhere_too()
    {
        await _anna.Do("/admin/menus/new", Fields("Rond", "581"));
        var menu = (await _anna.Open("/admin/menus")).Document.QuerySelectorAll("a.ql").Single(a => a.TextContent == "Rond");
        var destination = $"menu/{menu.GetAttribute("href")!.Split('/')[^1]}";
        await _anna.Do(
            menu.GetAttribute("href")!,
            [.. Fields("Rond", "581"), ("Input.Keys[0].To", destination), ("Input.Keys[1].To", "number"), ("Input.Keys[1].Number", "581")]
        );

        var path = await Path(destination, InHours);
        Assert.Contains("Toets 1: Keuzemenu · Rond (581): zie hierboven.", path, StringComparison.Ordinal);
        Assert.Contains("Zonder keuze: De oproep eindigt.", path, StringComparison.Ordinal);

        var free = (await _anna.Configuration()).NumberOf("+31205550150")!;
        Assert.Contains("De oproep eindigt.", await Path($"number/{free.Id}", ""), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "", "Kies wat er gebeld wordt.")]
    [InlineData("menu/00000000-0000-0000-0000-000000000000", "", "Kies wat er gebeld wordt.")]
    [InlineData("<script>", "x", "Dit is geen datum en tijd.")]
    [InlineData("", "9999-12-31T23:59", "Dit is geen datum en tijd.")]
    [InlineData("", "0001-01-01T00:00", "Dit is geen datum en tijd.")]
    [Spec("A3-03")]
    public async Task What_cannot_be_read_is_said(string called, string at, string words) =>
        Assert.Contains(words, await Path(called, at), StringComparison.Ordinal);

    [Fact]
    public async Task It_is_for_administrators()
    {
        var bram = new Administrator(host, "bram");

        Assert.Equal(System.Net.HttpStatusCode.Forbidden, (await bram.Open("/admin/numbers/preview")).Status);
    }

    async Task<string> Path(string called, string at)
    {
        var query = $"?called={Uri.EscapeDataString(called)}&at={Uri.EscapeDataString(at)}";
        var page = (await _anna.Open($"/admin/numbers/preview{query}")).Text("#path");
        Assert.Equal(Plain(page), Plain((await _anna.Open($"/admin/numbers/preview{query}&handler=path")).Document.Body!.TextContent));
        return Plain(page);
    }

    static string Plain(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    static (string, string)[] Fields(string name, string extension) =>
        [
            ("Input.Name", name),
            ("Input.Extension", extension),
            ("Input.Seconds", "5"),
            ("Input.Repeats", "0"),
            ("Input.Otherwise.To", "end"),
        ];
}
