using System.Net;
using ConnectMe.Interop.Tests.Peers;

namespace ConnectMe.Interop.Tests.Hosting;

/// <summary>A trunk on the administrator's page.</summary>
internal sealed class TrunkTile(WebUser administrator, string id)
{
    /// <summary>What the page says of it: "Geregistreerd" and so on.</summary>
    public async Task<string> Words() =>
        (await administrator.Open("/admin/trunks")).GetElementById($"trunk-{id}")?.QuerySelector(".tag")?.TextContent.Trim() ?? "";

    public async Task Says(string words, Func<string> otherwise)
    {
        var said = "";
        await Patience.Until(async () => (said = await Words()) == words, () => $"The trunk is \"{said}\", not \"{words}\"\n{otherwise()}");
    }

    /// <summary>Presses the button.</summary>
    public async Task<string> Test()
    {
        var (status, shown) = await administrator.Send($"/admin/trunks/{id}/test", await administrator.Open("/admin/trunks"), []);
        Assert.Equal(HttpStatusCode.OK, status);
        return shown.Body!.TextContent.Trim();
    }

    public async Task Remove()
    {
        var (status, _) = await administrator.Send($"/admin/trunks/{id}/remove", await administrator.Open("/admin/trunks"), []);
        Assert.True(status < HttpStatusCode.BadRequest, $"{status}");
    }
}
