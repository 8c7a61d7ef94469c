using System.Net;
using ConnectMe.Sip.Authentication;
using ConnectMe.Sip.Messages;

namespace ConnectMe.Sip.Tests.Authentication;

public sealed class DigestClientTests
{
    static readonly IPAddress Provider = IPAddress.Parse("198.51.100.7");
    static readonly IPAddress Stranger = IPAddress.Parse("203.0.113.66");

    readonly DigestClient _client = new("user", "password", "provider.example", new SeededRandom());
    readonly SipRequest _retry = DigestExchange.Request();

    [Fact, Spec("A4")]
    public void A_challenge_from_another_address_gets_nothing()
    {
        Assert.Equal(DigestAnswer.ForeignSource, _client.Answer(Challenge("provider.example"), Stranger, [Provider], _retry, 0));
        Assert.Null(_retry.Headers["Authorization"]);
    }

    [Fact, Spec("A4")]
    public void A_challenge_for_another_realm_gets_nothing()
    {
        Assert.Equal(DigestAnswer.ForeignRealm, _client.Answer(Challenge("evil.example"), Provider, [Provider], _retry, 0));
        Assert.Null(_retry.Headers["Authorization"]);
    }

    [Fact, Spec("A4")]
    public void Without_a_realm_in_the_settings_the_first_of_the_own_address_counts_from_then_on()
    {
        var client = new DigestClient("user", "password", null, new SeededRandom());

        Assert.Equal(DigestAnswer.ForeignSource, client.Answer(Challenge("evil.example"), Stranger, [Provider], _retry, 0));
        Assert.Null(client.Realm);
        Assert.Equal(DigestAnswer.Answered, client.Answer(Challenge("asterisk"), Provider, [Provider], _retry, 0));
        Assert.Equal("asterisk", client.Realm);
        Assert.Equal(DigestAnswer.ForeignRealm, client.Answer(Challenge("evil.example"), Provider, [Provider], _retry, 0));
    }

    [Fact, Spec("A4")]
    public void A_request_gets_credentials_at_most_twice()
    {
        Assert.Equal(DigestAnswer.Answered, Answer(Challenge("provider.example", "n1"), 0));
        Assert.Equal(DigestAnswer.Answered, Answer(Challenge("provider.example", "n2", stale: true), 1));
        Assert.Equal(DigestAnswer.Refused, Answer(Challenge("provider.example", "n3", stale: true), 2));
    }

    [Fact]
    public void A_second_challenge_that_is_not_stale_means_that_the_password_is_wrong()
    {
        Assert.Equal(DigestAnswer.Answered, Answer(Challenge("provider.example", "n1"), 0));
        Assert.Equal(DigestAnswer.Refused, Answer(Challenge("provider.example", "n2"), 1));
    }

    [Fact]
    public void Of_several_challenges_the_topmost_that_we_speak_is_answered()
    {
        var challenge = new SipResponse(401);
        challenge.Headers.Add("WWW-Authenticate", "Digest realm=\"provider.example\", nonce=\"n\", algorithm=SHA-512-256, qop=\"auth\"");
        challenge.Headers.Add(
            "WWW-Authenticate",
            "Digest realm=\"provider.example\", nonce=\"n\", algorithm=SHA-256, qop=\"auth,auth-int\""
        );
        challenge.Headers.Add("WWW-Authenticate", "Digest realm=\"provider.example\", nonce=\"n\", algorithm=MD5, qop=\"auth\"");

        Assert.Equal(DigestAnswer.Answered, Answer(challenge, 0));
        Assert.Contains("algorithm=SHA-256", _retry.Headers["Authorization"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_407_is_answered_in_Proxy_Authorization()
    {
        var challenge = new SipResponse(407);
        challenge.Headers.Add("Proxy-Authenticate", "Digest realm=\"provider.example\", nonce=\"n\", qop=\"auth\"");

        Assert.Equal(DigestAnswer.Answered, Answer(challenge, 0));
        Assert.NotNull(_retry.Headers["Proxy-Authorization"]);
        Assert.Null(_retry.Headers["Authorization"]);
    }

    [Fact]
    public void A_server_without_qop_is_answered_in_the_manner_of_RFC_2069()
    {
        var challenge = new SipResponse(401);
        challenge.Headers.Add("WWW-Authenticate", "Digest realm=\"provider.example\", nonce=\"n\", opaque=\"o\"");

        Assert.Equal(DigestAnswer.Answered, Answer(challenge, 0));
        Assert.Equal(DigestRefusal.None, DigestCredentials.Read(_retry.Headers["Authorization"], out var credentials));
        Assert.Equal((null, "o"), (credentials!.Qop, credentials.Opaque));
        var expected = DigestHash.Response(
            DigestAlgorithm.Md5,
            DigestSecret.Of("user", "provider.example", "password").Md5,
            "REGISTER",
            "sip:pbx.example",
            "n",
            null,
            0,
            ""
        );
        Assert.Equal(expected, credentials.Response);
    }

    [Theory]
    [InlineData("Basic realm=\"provider.example\"")]
    [InlineData("Digest realm=\"provider.example\", nonce=\"n\", qop=\"auth-int\"")]
    [InlineData("Digest realm=\"provider.example\", nonce=\"n\", algorithm=AKAv1-MD5")]
    [InlineData("Digest realm=\"provider.example\", nonce=\"")]
    [InlineData("Digest realm=\"provider.example\", nonce=\"\"")]
    public void A_challenge_that_we_do_not_speak_gets_nothing(string field)
    {
        var challenge = new SipResponse(401);
        challenge.Headers.Add("WWW-Authenticate", field);

        Assert.Equal(DigestAnswer.NotUnderstood, Answer(challenge, 0));
    }

    [Fact]
    public void Further_requests_use_the_nonce_with_the_next_count()
    {
        Answer(Challenge("provider.example"), 0);
        var next = DigestExchange.Request();
        _client.Authorize(next);

        DigestCredentials.Read(next.Headers["Authorization"], out var credentials);
        Assert.Equal(2u, credentials!.NonceCount);

        _client.Forget();
        var fresh = DigestExchange.Request();
        _client.Authorize(fresh);
        Assert.Null(fresh.Headers["Authorization"]);
    }

    DigestAnswer Answer(SipResponse challenge, int tries) => _client.Answer(challenge, Provider, [Provider], _retry, tries);

    static SipResponse Challenge(string realm, string nonce = "n", bool stale = false)
    {
        var challenge = new SipResponse(401);
        var field = new DigestChallenge(realm, nonce, DigestAlgorithm.Md5, OffersAuth: true, HasQop: true, null, stale);
        challenge.Headers.Add("WWW-Authenticate", field.ToString());
        return challenge;
    }
}
