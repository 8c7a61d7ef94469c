using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using ConnectMe.Sip.Messages;

namespace ConnectMe.Modules.Tests.Telephony.Peers;

/// <summary>A desk phone: signs in with name and secret, dials, and answers whoever calls.</summary>
internal sealed partial class SipPhone(IPEndPoint server, string address, string username, string secret, string realm)
    : SipPeer(server, address)
{
    readonly string _callId = $"{Guid.NewGuid():n}@phone";
    uint _sequence;

    public string Username => username;

    /// <summary>What it calls itself.</summary>
    public string? UserAgent { get; init; }

    /// <summary>Signs in, or off with 0 seconds.</summary>
    /// <returns>The status of what it got in the end.</returns>
    public async Task<int> Register(int seconds = 300, string? password = null)
    {
        SipRequest Request()
        {
            var request = this.Request(SipMethod.Register, new SipUri(realm), Me("r"), Me(null), _callId, ++_sequence);
            request.Expires = seconds;
            if (UserAgent is not null)
            {
                request.Headers.Add("User-Agent", UserAgent);
            }

            return request;
        }

        return (await AskTwice(Request, password ?? secret)).StatusCode;
    }

    /// <summary>Guesses once.</summary>
    public Task<int> Guess() => Register(password: "geraden");

    /// <summary>Asks anything else, with credentials when these are wanted.</summary>
    /// <param name="dialog">Call-ID and both tags; null: of no dialog.</param>
    public Task<SipResponse> Ask(SipMethod method, SipUri uri, (string CallId, string Own, string Theirs)? dialog, Action<SipRequest> add)
    {
        var (callId, own, theirs) = dialog ?? ($"{Guid.NewGuid():n}@phone", "own", "");
        SipRequest Request()
        {
            var to = new NameAddress(uri);
            var request = this.Request(method, uri, Me(own), theirs.Length > 0 ? to.WithTag(theirs) : to, callId, ++_sequence);
            add(request);
            return request;
        }

        return AskTwice(Request, secret);
    }

    /// <summary>Calls; the answer is whatever ends the ringing.</summary>
    /// <param name="replaces">The call that this one is to take the place of.</param>
    public async Task<SipCall> Dial(string number, string? replaces = null)
    {
        var sound = new SoundPort(Local.Address);
        var (callId, tag) = ($"{Guid.NewGuid():n}@phone", $"{Guid.NewGuid():n}");
        uint sequence = 0;
        SipRequest Invite()
        {
            var request = InviteTo(number, tag, callId, ++sequence);
            request.SetBody(sound.Offer, "application/sdp");
            if (replaces is not null)
            {
                request.Headers.Add(HeaderName.Replaces, replaces);
            }

            return request;
        }

        var final = await AskTwice(Invite, secret);
        var call = new SipCall(this, Me(tag), final, sequence, sound);
        await call.Begin();
        return call;
    }

    /// <summary>
    /// Calls and leaves the offer to the other side (RFC 3261 §13.2.1). It answers what a reliable 183 offers in its PRACK (RFC 3262 §5), and has
    /// nothing to add in the ACK.
    /// </summary>
    public async Task<SipCall> DialForOffer(string number)
    {
        var sound = new SoundPort(Local.Address);
        var (callId, tag) = ($"{Guid.NewGuid():n}@phone", $"{Guid.NewGuid():n}");
        uint sequence = 0;
        SipRequest Invite()
        {
            var request = InviteTo(number, tag, callId, ++sequence);
            request.Headers.Add(HeaderName.Supported, "100rel");
            return request;
        }

        using var patience = Patience();
        var first = Invite();
        var answers = await Send(await Authorized(first, await Ask(first), Invite(), secret));
        var early = await Next(183);
        var prack = Request(SipMethod.Prack, early.Contacts[0].Uri, Me(tag), early.To, callId, ++sequence);
        prack.Headers.Add(HeaderName.RAck, $"{early.Headers[HeaderName.RSeq]} {early.CSeq}");
        prack.SetBody(sound.Offer, "application/sdp");
        Assert.Equal(200, (await Ask(prack)).StatusCode);
        sound.SendTo(early.Body.Span);

        var call = new SipCall(this, Me(tag), await Next(200), sequence, sound);
        await call.Begin();
        return call;

        async Task<SipResponse> Next(int status)
        {
            while (true)
            {
                var response = await answers.ReadAsync(patience.Token);
                Assert.InRange(response.StatusCode, 100, status);
                if (response.StatusCode == status)
                {
                    return response;
                }
            }
        }
    }

    SipRequest InviteTo(string number, string tag, string callId, uint sequence)
    {
        var uri = new SipUri(realm, number);
        return Request(SipMethod.Invite, uri, Me(tag), new NameAddress(uri), callId, sequence);
    }

    NameAddress Me(string? tag)
    {
        var me = new NameAddress(new SipUri(realm, username));
        return tag is null ? me : me.WithTag(tag);
    }

    /// <summary>Without credentials and, when they are asked for, with them (RFC 7616).</summary>
    async Task<SipResponse> AskTwice(Func<SipRequest> request, string password)
    {
        var first = request();
        var challenged = await Ask(first);
        return challenged.StatusCode == 401 ? await Ask(await Authorized(first, challenged, request(), password)) : challenged;
    }

    async Task<SipRequest> Authorized(SipRequest first, SipResponse challenged, SipRequest again, string password)
    {
        if (first.IsInvite)
        {
            await Acknowledge(challenged, first.RequestUri);
        }

        again.Headers.Add(HeaderName.Authorization, Credentials(challenged, again, password));
        return again;
    }

    string Credentials(SipResponse challenged, SipRequest request, string password)
    {
        var challenge = challenged.Headers.Values(HeaderName.WwwAuthenticate).First(c => c.Contains("MD5", StringComparison.Ordinal));
        var parts = Parameter().Matches(challenge).ToDictionary(m => m.Groups["name"].Value, m => m.Groups["value"].Value);
        var uri = request.RequestUri.ToString();
        var first = Hash($"{username}:{parts["realm"]}:{password}");
        var response = Hash($"{first}:{parts["nonce"]}:00000001:c:auth:{Hash($"{request.Method}:{uri}")}");
        return $"Digest username=\"{username}\", realm=\"{parts["realm"]}\", nonce=\"{parts["nonce"]}\", uri=\"{uri}\", response=\"{response}\", "
            + "algorithm=MD5, qop=auth, nc=00000001, cnonce=\"c\""
            + (parts.TryGetValue("opaque", out var opaque) ? $", opaque=\"{opaque}\"" : "");
    }

    // RFC 7616 is spoken with MD5 by every phone there is.
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms")]
    static string Hash(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));

    [GeneratedRegex("(?<name>\\w+)=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}
