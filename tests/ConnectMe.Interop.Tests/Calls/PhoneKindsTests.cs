using ConnectMe.Interop.Tests.Hosting;
using ConnectMe.Interop.Tests.Peers;

namespace ConnectMe.Interop.Tests.Calls;

/// <summary>Phones that reach us in different ways and speak different codecs call each other, with sound both ways.</summary>
public sealed class PhoneKindsTests(DemoPbx demo)
{
    static readonly Dictionary<string, PhoneSettings> Kinds = new()
    {
        ["TLS and SRTP"] = PhoneSettings.Encrypted,
        ["TCP"] = new PhoneSettings { Transport = "tcp" },
        ["G711"] = new PhoneSettings { Codecs = "PCMA" },
        ["G722"] = PhoneSettings.G722,
        ["Opus"] = PhoneSettings.Opus,
    };

    [Theory]
    [InlineData("TLS and SRTP", "TLS and SRTP")]
    [InlineData("TLS and SRTP", "TCP")]
    [Spec("A5-02")]
    public async Task Over_any_transport(string callers, string callees) => await Call(callers, callees);

    [Theory]
    [InlineData("G722", "G722", "G722", "G722")]
    [InlineData("Opus", "Opus", "opus", "opus")]
    [InlineData("G722", "G711", "G722", "PCMA")]
    [InlineData("Opus", "G722", "opus", "G722")]
    public async Task In_any_codec(string callers, string callees, params string[] codecs) => await Call(callers, callees, codecs);

    async Task Call(string callers, string callees, params string[] codecs)
    {
        using var administrator = await WebUser.SignIn(demo.Running, "anna");
        await using var joost = await Start(administrator, "204", Tone.Low, callers);
        await using var noor = await Start(administrator, "206", Tone.High, callees);

        await joost.Dial("206");
        await noor.Rings();
        await noor.Answer();
        foreach (var (phone, kind) in new[] { (joost, callers), (noor, callees) })
        {
            await (Kinds[kind].MediaEncryption is null ? phone.Talks() : phone.EncryptsSound());
        }

        await joost.Hears(Tone.High);
        await noor.Hears(Tone.Low);
        await Speak(administrator, codecs);
        await noor.HangUp();
        await joost.Ended();
    }

    /// <summary>What the administrator sees of the running call.</summary>
    static Task Speak(WebUser administrator, string[] codecs)
    {
        var shown = "";
        return Patience.Until(
            async () =>
            {
                var legs = (await administrator.Open("/admin/calls"))
                    .QuerySelectorAll("#running-calls tr .n div")
                    .Select(leg => leg.TextContent)
                    .ToArray();
                shown = string.Join('\n', legs);
                return codecs.Length == 0
                    || (legs.Length == 2 && legs.Zip(codecs).All(leg => leg.First.Contains($": {leg.Second} ", StringComparison.Ordinal)));
            },
            () => $"The legs do not speak {string.Join(" and ", codecs)}, but:\n{shown}"
        );
    }

    async Task<BaresipPhone> Start(WebUser administrator, string extension, Tone says, string kind)
    {
        var settings = Kinds[kind];
        var account = await administrator.AddPhone(demo.Running, extension, encrypted: settings == PhoneSettings.Encrypted);
        var phone = await BaresipPhone.Start(account, says, settings);
        await phone.Registered();
        return phone;
    }
}
