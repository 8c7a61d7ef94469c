using System.Collections.Concurrent;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Identity;
using ConnectMe.Modules.Tests.Telephony.Peers;
using ConnectMe.Modules.Tests.Telephony.Settings;
using ConnectMe.Modules.Tests.Web;
using ConnectMe.Sip.Messages;
using ConnectMe.Telephony.Signalling;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Telephony;

/// <summary>
/// Promise W2 of SIP: whatever method a phone of one company uses, what is another company's (its phones, extensions, calls) answers as what does not exist,
/// and nothing of it gets there.
/// </summary>
public sealed class SipIsolationTests : IClassFixture<ConnectMeHost>, IAsyncDisposable
{
    readonly ConnectMeHost _host;
    readonly Administrator _anna;
    readonly PhonesAndProviders _peers;

    public SipIsolationTests(ConnectMeHost host)
    {
        _host = host;
        _anna = new Administrator(host);
        _peers = new PhonesAndProviders(host, _anna);
    }

    public ValueTask DisposeAsync() => _peers.DisposeAsync();

    [Fact]
    [Spec("W2")]
    public async Task Every_method_tells_nothing_of_another_companys_phones_extensions_and_calls()
    {
        var provider = await _peers.Provider("127.0.0.31");
        await _peers.TrunkSays(await _peers.Trunk("Amsterdam", provider), "Geregistreerd");
        var (_, brams) = await _peers.Phone("Balie", "205", "127.0.0.51");
        Assert.Equal(200, await brams.Register());
        var olgas = await OlgasPhone();
        Assert.Equal(200, await olgas.Register());
        await using var call = await brams.Dial("0612345678");
        Assert.Equal(200, call.Status);
        var heard = new ConcurrentBag<string>();
        brams.Answers = request =>
        {
            heard.Add(request.Method.ToString());
            return brams.Welcome(request);
        };
        var theirs = call.Replaces.Split(';');
        var dialog = (theirs[0], theirs[2]["from-tag=".Length..], theirs[1]["to-tag=".Length..]);
        var (wrong, asked) = (new List<string>(), 0);

        foreach (var (method, add) in Requests(call.Replaces))
        {
            foreach (var (known, unknown) in new[] { (brams.Username, "d00000000"), ("205", "299") })
            {
                asked++;
                var none = await olgas.Ask(method, Uri(unknown), dialog: null, add(false));
                var foreign = await olgas.Ask(method, Uri(known), dialog: null, add(true));
                Compare($"{method} to {known}", none, foreign);
            }

            asked++;
            var nowhere = await olgas.Ask(method, Uri("299"), ("nothing@phone", "one", "other"), add(false));
            var within = await olgas.Ask(method, Uri("299"), dialog, add(true));
            Compare($"{method} within the call", nowhere, within);
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(asked > 35, $"only {asked} were asked");
        Assert.Empty(heard);
        await call.HangUp(); // it was there all the time

        void Compare(string what, SipResponse none, SipResponse foreign)
        {
            if (Shown(none) != Shown(foreign))
            {
                wrong.Add($"{what}: {Shown(none)} for what is not there, {Shown(foreign)} for another company's");
            }

            if (foreign.IsSuccess && !none.IsSuccess)
            {
                wrong.Add($"{what} was done");
            }
        }
    }

    /// <summary>Each method as it would be used; those that name a call name the other company's, or none.</summary>
    static IEnumerable<(SipMethod Method, Func<bool, Action<SipRequest>> Add)> Requests(string call)
    {
        const string Nobodys = "nobody;to-tag=a;from-tag=b";
        yield return (SipMethod.Register, _ => request => request.Expires = 60);
        yield return (SipMethod.Invite, _ => request => request.SetBody(Offer(), "application/sdp"));
        yield return (
            SipMethod.Invite,
            isTheirs =>
                request =>
                {
                    request.Headers.Add(HeaderName.Replaces, isTheirs ? call : Nobodys);
                    request.SetBody(Offer(), "application/sdp");
                }
        );
        foreach (var package in new[] { "dialog", "presence", "message-summary", "reg" })
        {
            yield return (
                SipMethod.Subscribe,
                _ =>
                    request =>
                    {
                        request.Headers.Add("Event", package);
                        request.Expires = 60;
                    }
            );
        }

        yield return (
            SipMethod.Notify,
            _ =>
                request =>
                {
                    request.Headers.Add("Event", "dialog");
                    request.Headers.Add("Subscription-State", "active");
                }
        );
        yield return (
            SipMethod.Refer,
            isTheirs => request => request.Headers.Add(HeaderName.ReferTo, $"<sip:{(isTheirs ? "205" : "299")}@127.0.0.1>")
        );
        yield return (SipMethod.Message, _ => request => request.SetBody("hello"u8.ToArray(), "text/plain"));
        yield return (SipMethod.Publish, _ => request => request.Headers.Add("Event", "presence"));
        yield return (SipMethod.Options, _ => _ => { });
        yield return (SipMethod.Info, _ => request => request.SetBody("Signal=1\r\n"u8.ToArray(), "application/dtmf-relay"));
        yield return (SipMethod.Update, _ => _ => { });
        yield return (SipMethod.Prack, _ => request => request.Headers.Add(HeaderName.RAck, "1 1 INVITE"));
        yield return (SipMethod.Bye, _ => _ => { });
        yield return (SipMethod.Cancel, _ => _ => { });
    }

    static byte[] Offer()
    {
        return "v=0\r\no=- 1 1 IN IP4 127.0.0.52\r\ns=-\r\nc=IN IP4 127.0.0.52\r\nt=0 0\r\nm=audio 40000 RTP/AVP 8\r\na=rtpmap:8 PCMA/8000\r\n"u8.ToArray();
    }

    /// <summary>Without what is another in each answer.</summary>
    static string Shown(SipResponse response)
    {
        string[] changing = ["Via", "From", "To", "Call-ID", "CSeq", "WWW-Authenticate", "Authentication-Info", "Date"];
        return $"{response.StatusCode} {response.ReasonPhrase} "
            + string.Join(
                ' ',
                response.Headers.Where(field => !changing.Contains(field.Key)).Select(field => $"{field.Key}={field.Value}")
            );
    }

    async Task<SipPhone> OlgasPhone()
    {
        var companies = new TwoCompanies(_host);
        await companies.Found();
        var (olga, token) = await companies.OlgaSignedIn();
        var shown = await olga.Post(
            "/admin/devices/new",
            [new("Input.Name", "Brug"), new("Input.Owner", OtherCompany.Olga.ToString())],
            ("RequestVerificationToken", token),
            ("HX-Request", "true"),
            ("HX-Request-Type", "partial")
        );
        var name = shown.Text("#once-name");
        await Eventually.Is(() => _host.Services.GetRequiredService<SipDirectory>().State.ByUsername.ContainsKey(name));
        return await _peers.Stranger("127.0.0.52", name, shown.Text("#once-secret"));
    }

    SipUri Uri(string user) => new(_host.Services.GetRequiredService<ConnectMe.Telephony.Configuration.TelephonySecrets>().Realm, user);
}
