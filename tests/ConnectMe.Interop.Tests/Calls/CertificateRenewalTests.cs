using ConnectMe.Interop.Tests.Hosting;
using ConnectMe.Interop.Tests.Peers;

namespace ConnectMe.Interop.Tests.Calls;

[Trait("Pace", "patient")]
public sealed class CertificateRenewalTests(DemoPbx demo)
{
    const int Swaps = 20;
    static readonly TimeSpan Promised = TimeSpan.FromSeconds(60);

    [Fact]
    [Spec("R10")]
    public async Task New_handshakes_of_SIP_get_the_certificate_that_was_put_there_and_what_is_connected_stays()
    {
        var path = demo.Running.CertificatePath;
        await using var before = await TlsConnection.Open(demo.Running.SipTlsPort);
        using var administrator = await WebUser.SignIn(demo.Running, "anna");
        await using var sanne = await Start(administrator, "203", Tone.Low);
        await using var fatima = await Start(administrator, "205", Tone.High);
        await sanne.Dial("205");
        await fatima.Rings();
        await fatima.Answer();
        await sanne.EncryptsSound();
        await sanne.Hears(Tone.High);

        for (var swap = 1; swap <= Swaps; swap++)
        {
            CertificateAuthority.OfTheTests.Issue(path, $"CN=swap-{swap}");
            await IsShown($"swap-{swap}");
            Assert.Equal(200, await before.Options());
        }

        await fatima.Hears(Tone.Low);
        await sanne.Hears(Tone.High);

        await File.WriteAllTextAsync(
            path,
            "-----BEGIN CERTIFICATE-----\nno certificate\n-----END CERTIFICATE-----\n",
            TestContext.Current.CancellationToken
        );
        await Health("Degraded");
        Assert.Contains("can't be used", demo.Running.Log, StringComparison.Ordinal);
        await IsShown($"swap-{Swaps}");
        File.Delete(path);
        await Health("Degraded");
        await IsShown($"swap-{Swaps}");

        CertificateAuthority.OfTheTests.Issue(path, "CN=mended");
        await IsShown("mended");
        await Health("Healthy");
        Assert.Equal(200, await before.Options());
        await sanne.HangUp();
        await fatima.Ended();
    }

    /// <summary>To who connects now.</summary>
    async Task IsShown(string name)
    {
        var shown = "";
        await Patience.Until(
            async () => (shown = await TlsConnection.Shown(demo.Running.SipTlsPort)).EndsWith(name, StringComparison.Ordinal),
            () => $"OpenSSL is shown {shown}, not {name}\n{demo.Running.Log}",
            Promised
        );
    }

    async Task Health(string said)
    {
        using var http = new HttpClient { BaseAddress = demo.Running.Web };
        var now = "";
        await Patience.Until(
            async () =>
            {
                using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
                return (now = await answer.Content.ReadAsStringAsync()) == said;
            },
            () => $"Health is {now}, not {said}\n{demo.Running.Log}"
        );
    }

    async Task<BaresipPhone> Start(WebUser administrator, string extension, Tone says)
    {
        var account = await administrator.AddPhone(demo.Running, extension, encrypted: true);
        var phone = await BaresipPhone.Start(account, says, PhoneSettings.Encrypted);
        await phone.Registered();
        return phone;
    }
}
