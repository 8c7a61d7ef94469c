using ConnectMe.Sip.Authentication;
using ConnectMe.Sip.Messages;

namespace ConnectMe.Sip.Tests.Authentication;

public sealed class DigestAuthenticatorTests
{
    readonly DigestExchange _exchange = new();

    [Fact]
    public void A_challenge_offers_SHA_256_before_MD5_and_only_qop_auth()
    {
        var challenge = _exchange.Authenticator.Challenge(DigestExchange.Request(), isStale: false, DigestExchange.Start);

        var fields = challenge.Headers.Values("WWW-Authenticate");
        Assert.Equal(401, challenge.StatusCode);
        Assert.Equal(2, fields.Count);
        Assert.Contains("algorithm=SHA-256", fields[0], StringComparison.Ordinal);
        Assert.Contains("algorithm=MD5", fields[1], StringComparison.Ordinal);
        Assert.All(fields, field => Assert.Contains("qop=\"auth\"", field, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("baresip v1.0.0 (x86_64/linux)", 1)]
    [InlineData("baresip v3.1.0 (x86_64/linux)", 2)]
    [InlineData("Desk Phone 9.1", 2)]
    public void A_phone_that_gives_up_at_SHA_256_is_asked_for_MD5_alone(string userAgent, int challenges)
    {
        var request = DigestExchange.Request();
        request.Headers.Set("User-Agent", userAgent);

        var fields = _exchange.Authenticator.Challenge(request, isStale: false, DigestExchange.Start).Headers.Values("WWW-Authenticate");

        Assert.Equal(challenges, fields.Count);
        Assert.Contains("algorithm=MD5", fields[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Who_knows_the_password_is_the_account()
    {
        var result = _exchange.Handle(_exchange.Authorized());

        Assert.Equal("d-7k2m", result.Account);
    }

    [Fact]
    public void A_phone_that_speaks_MD5_only_is_let_in()
    {
        var challenge = _exchange.Authenticator.Challenge(DigestExchange.Request(), isStale: false, DigestExchange.Start);
        var onlyMd5 = new SipResponse(401);
        onlyMd5.Headers.Add("WWW-Authenticate", challenge.Headers.Values("WWW-Authenticate")[1]);
        var retry = DigestExchange.Request();
        _exchange.Phone.Answer(onlyMd5, DigestExchange.Server, [DigestExchange.Server], retry, 0);

        Assert.Contains("algorithm=MD5", retry.Headers["Authorization"], StringComparison.Ordinal);
        Assert.Equal("d-7k2m", _exchange.Handle(retry).Account);
    }

    [Fact]
    public void A_request_without_credentials_is_challenged_and_is_no_guess()
    {
        var result = _exchange.Handle(DigestExchange.Request());

        Assert.Equal(new AuthenticationResult(null, null, DigestRefusal.CredentialsMissing, false), result);
        Assert.False(result.IsGuess);
    }

    [Fact]
    public void Credentials_for_another_method_are_wrong()
    {
        var register = _exchange.Authorized();
        var invite = DigestExchange.Request(SipMethod.Invite);
        invite.Headers.Set("Authorization", register.Headers["Authorization"]!);

        Assert.Equal(DigestRefusal.ResponseWrong, _exchange.Handle(invite).Refusal);
    }

    [Theory]
    [InlineData("realm=\"pbx.example\"", "realm=\"other.example\"", "RealmForeign")]
    [InlineData("qop=auth", "qop=auth-int", "QopUnsupported")]
    [InlineData("qop=auth, nc=00000001, cnonce", "cnonce", "QopUnsupported")]
    [InlineData("username=\"d-7k2m\"", "username=\"nobody\"", "UsernameUnknown")]
    [InlineData("uri=\"sip:pbx.example\"", "uri=\"sip:other\"", "ResponseWrong")]
    [InlineData("nc=00000001", "nc=00000002", "ResponseWrong")]
    public void Changed_credentials_are_not_believed(string part, string instead, string refusal)
    {
        var result = _exchange.Handle(DigestExchange.With(_exchange.Authorized(), part, instead));

        Assert.Null(result.Account);
        Assert.Equal(refusal, result.Refusal.ToString());
    }

    [Fact]
    public void The_same_credentials_twice_are_a_replay()
    {
        var request = _exchange.Authorized();
        _exchange.Handle(request);

        var again = _exchange.Handle(request);

        Assert.Equal(DigestRefusal.NonceReplayed, again.Refusal);
        Assert.True(again.IsStale);
        Assert.False(again.IsGuess);
    }

    [Fact]
    public void A_nonce_serves_further_requests_with_higher_counts_also_out_of_order()
    {
        _exchange.Handle(_exchange.Authorized());
        var second = DigestExchange.Request();
        var third = DigestExchange.Request();
        _exchange.Phone.Authorize(second);
        _exchange.Phone.Authorize(third);

        Assert.Equal("d-7k2m", _exchange.Handle(third).Account);
        Assert.Equal("d-7k2m", _exchange.Handle(second).Account);
        Assert.Equal(DigestRefusal.NonceReplayed, _exchange.Handle(second).Refusal);
    }

    [Fact]
    public void A_nonce_is_stale_after_five_minutes_and_the_phone_may_try_again()
    {
        var request = _exchange.Authorized();
        var late = DigestExchange.Start + DigestAuthenticator.NonceLifetime + TimeSpan.FromMilliseconds(1);

        var result = _exchange.Handle(request, late);

        Assert.Equal(DigestRefusal.NonceStale, result.Refusal);
        Assert.True(result.IsStale);
        Assert.All(
            _exchange.Authenticator.Challenge(request, result.IsStale, late).Headers.Values("WWW-Authenticate"),
            field => Assert.EndsWith("stale=true", field, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_nonce_of_before_a_restart_is_stale_only_for_who_knows_the_password()
    {
        var afterRestart = new DigestExchange();
        var right = _exchange.Authorized();
        var wrong = new DigestExchange(password: "guess").Authorized();
        var other = new DigestAuthenticator("pbx.example", new SeededRandom(99));
        var secret = DigestSecret.Of("d-7k2m", "pbx.example", "s3cret");

        var ofRight = other.Handle(right, _ => secret, DigestExchange.Start);
        var ofWrong = other.Handle(wrong, _ => secret, DigestExchange.Start);

        Assert.Equal((DigestRefusal.NonceForeign, true), (ofRight.Refusal, ofRight.IsStale));
        Assert.Equal((DigestRefusal.ResponseWrong, false), (ofWrong.Refusal, ofWrong.IsStale));
        Assert.Equal(0, afterRestart.Authenticator.NoncesRemembered);
    }

    [Fact]
    public void Two_phones_challenged_in_the_same_millisecond_get_different_nonces()
    {
        var one = _exchange.Authenticator.Challenge(DigestExchange.Request(), isStale: false, DigestExchange.Start);
        var other = _exchange.Authenticator.Challenge(DigestExchange.Request(), isStale: false, DigestExchange.Start);

        Assert.NotEqual(one.Headers["WWW-Authenticate"], other.Headers["WWW-Authenticate"]);
    }

    [Fact]
    public void Only_right_credentials_are_remembered_and_those_no_longer_than_their_nonce()
    {
        _exchange.Handle(DigestExchange.With(_exchange.Authorized(), "nc=00000001", "nc=00000005"));
        Assert.Equal(0, _exchange.Authenticator.NoncesRemembered);

        _exchange.Handle(_exchange.Authorized());
        Assert.Equal(1, _exchange.Authenticator.NoncesRemembered);

        _exchange.Authenticator.Handle(DigestExchange.Start + DigestAuthenticator.NonceLifetime + TimeSpan.FromSeconds(1));
        Assert.Equal(0, _exchange.Authenticator.NoncesRemembered);
    }

    [Fact]
    public void Forgotten_nonces_cannot_be_used_again()
    {
        var counts = new NonceCounts(capacity: 2);
        var first = new Nonce(1000, 0);

        Assert.Equal(NonceUse.First, counts.Use(first, 1));
        Assert.Equal(NonceUse.First, counts.Use(new Nonce(2000, 1), 1));
        Assert.Equal(NonceUse.First, counts.Use(new Nonce(3000, 2), 1));

        Assert.Equal(2, counts.Count);
        Assert.Equal(NonceUse.Forgotten, counts.Use(first, 1));
        Assert.Equal(NonceUse.Replayed, counts.Use(new Nonce(3000, 2), 1));
    }

    [Fact]
    public void A_nonce_that_somebody_changed_is_not_ours()
    {
        var key = new byte[32];
        var text = Nonce.Issue(7, DigestExchange.Start).Write(key);

        Assert.True(Nonce.TryRead(text, key, out var nonce));
        Assert.Equal(7, nonce.Number);
        for (var i = 0; i < text.Length - 1; i++)
        {
            var changed = text.ToCharArray();
            changed[i] = changed[i] == 'A' ? 'B' : 'A';
            Assert.False(Nonce.TryRead(changed, key, out _));
        }
        Assert.False(Nonce.TryRead("", key, out _));
        Assert.False(Nonce.TryRead(text + "A", key, out _));
        Assert.False(Nonce.TryRead(new string('=', text.Length), key, out _));
    }
}
