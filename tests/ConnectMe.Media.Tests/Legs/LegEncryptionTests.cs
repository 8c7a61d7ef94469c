using ConnectMe.Media.Codecs;
using ConnectMe.Media.Srtp;
using static ConnectMe.Media.Tests.Legs.Negotiator;

namespace ConnectMe.Media.Tests.Legs;

/// <summary>SDES (RFC 4568) and DTLS-SRTP (RFC 5763) in the SDP of phones and trunks.</summary>
public sealed class LegEncryptionTests : IDisposable
{
    const string Key = "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkw"; // 30 bytes
    const string OtherKey = "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkx";
    const string GcmKey = "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3OA=="; // 28 bytes

    static readonly LegOptions Required = new() { Encryption = MediaEncryption.Required };
    static readonly LegOptions Optional = new() { Encryption = MediaEncryption.Optional };
    static readonly LegOptions RequiredDtls = new() { Encryption = MediaEncryption.Required, Keying = SrtpKeying.Dtls };

    readonly Negotiator _leg = new();

    [Theory]
    [InlineData("AES_CM_128_HMAC_SHA1_80", Key, SrtpProtectionProfile.Aes128CmHmacSha1_80)]
    [InlineData("AES_CM_128_HMAC_SHA1_32", Key, SrtpProtectionProfile.Aes128CmHmacSha1_32)]
    [InlineData("AEAD_AES_128_GCM", GcmKey, SrtpProtectionProfile.AeadAes128Gcm)]
    [InlineData("AEAD_AES_128_GCM", "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3OA", SrtpProtectionProfile.AeadAes128Gcm)]
    public void An_offered_key_is_answered_with_one_of_ours_under_its_tag(string suite, string key, object profile)
    {
        var answer = _leg.Answer(Says("audio 4000 RTP/SAVP 8", $"a=crypto:7 {suite} inline:{key}|2^31"));

        Assert.Equal("m=audio 20000 RTP/SAVP 8", Line(answer, "m="));
        Assert.StartsWith($"a=crypto:7 {suite} inline:", Line(answer, "a=crypto:"), StringComparison.Ordinal);
        Assert.DoesNotContain(key, Line(answer, "a=crypto:"), StringComparison.Ordinal);
        Assert.True(((LegAnswer.Accepted)answer).IsEncrypted);
        Assert.Equal(profile, _leg.Terms!.Keys!.Profile);
        Assert.Equal("1234567890123456"u8, _leg.Terms.Keys.ClientKey);
    }

    [Fact]
    public void Of_several_the_first_that_can_be_used_is_taken_and_a_short_tag_last()
    {
        var answer = _leg.Answer(
            Says(
                "audio 4000 RTP/SAVP 8",
                $"a=crypto:1 AES_CM_128_HMAC_SHA1_32 inline:{Key}",
                $"a=crypto:2 AES_256_CM_HMAC_SHA1_80 inline:{Key}",
                $"a=crypto:3 AES_CM_128_HMAC_SHA1_80 inline:{Key}|1:4",
                $"a=crypto:4 AES_CM_128_HMAC_SHA1_80 inline:{Key} UNENCRYPTED_SRTP",
                $"a=crypto:5 AES_CM_128_HMAC_SHA1_80 inline:{Key} WSH=64"
            )
        );

        Assert.StartsWith("a=crypto:5 AES_CM_128_HMAC_SHA1_80 ", Line(answer, "a=crypto:"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1 AES_CM_128_HMAC_SHA1_80")]
    [InlineData($"x AES_CM_128_HMAC_SHA1_80 inline:{Key}")]
    [InlineData($"9999999999 AES_CM_128_HMAC_SHA1_80 inline:{Key}")]
    [InlineData($"1 F8_128_HMAC_SHA1_80 inline:{Key}")]
    [InlineData("1 AES_CM_128_HMAC_SHA1_80 inline:")]
    [InlineData("1 AES_CM_128_HMAC_SHA1_80 inline:short")]
    [InlineData($"1 AES_CM_128_HMAC_SHA1_80 {Key}")]
    [InlineData($"1 AES_CM_128_HMAC_SHA1_80 inline:{GcmKey}")]
    [InlineData($"1 AEAD_AES_128_GCM inline:{Key}")]
    [InlineData($"1 AES_CM_128_HMAC_SHA1_80 inline:{Key};inline:{OtherKey}")]
    [InlineData($"1 AES_CM_128_HMAC_SHA1_80 inline:{Key} KDR=1")]
    public void A_key_that_cannot_be_used_is_none(string crypto)
    {
        var refused = Assert.IsType<LegAnswer.Refused>(_leg.Answer(Says("audio 4000 RTP/SAVP 8", $"a=crypto:{crypto}")));

        Assert.Equal("the audio section has no a=crypto that can be used", refused.Reason);
    }

    [Fact]
    public void Plain_RTP_is_refused_where_SRTP_is_required()
    {
        Assert.Equal(
            new LegAnswer.Refused("SRTP is required, and not offered", LegRefusal.NotAcceptable),
            _leg.Answer(Says("audio 4000 RTP/AVP 8"), Required)
        );
        Assert.IsType<LegAnswer.Accepted>(_leg.Answer(Says("audio 4000 RTP/AVP 8"), Optional));
    }

    [Fact]
    public void Keys_in_an_offer_of_plain_RTP_are_used()
    {
        var answer = _leg.Answer(Says("audio 4000 RTP/AVP 8", $"a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:{Key}"));

        Assert.Equal("m=audio 20000 RTP/AVP 8", Line(answer, "m="));
        Assert.NotNull(_leg.Terms!.Keys);
    }

    [Fact]
    public void The_same_keys_again_stay_the_same_and_a_new_one_gets_a_new_one()
    {
        var offer = Says("audio 4000 RTP/SAVP 8", $"a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:{Key}");
        var first = Line(_leg.Answer(offer), "a=crypto:");
        var keys = _leg.Terms!.Keys;

        Assert.Equal(first, Line(_leg.Answer(offer), "a=crypto:"));
        Assert.Same(keys, _leg.Terms!.Keys); // and with it the roll-over counter

        Assert.NotEqual(first, Line(_leg.Answer(offer.Replace(Key, OtherKey, StringComparison.Ordinal)), "a=crypto:"));
        Assert.NotSame(keys, _leg.Terms!.Keys);
    }

    [Fact]
    public void Our_offer_has_a_key_for_each_suite_and_the_answer_chooses_by_tag()
    {
        var offer = Lines(_leg.Offer(Required, AudioCodec.Pcma));
        Assert.Contains("m=audio 20000 RTP/SAVP 8 101", offer);
        Assert.Equal(
            ["a=crypto:1 AEAD_AES_128_GCM", "a=crypto:2 AES_CM_128_HMAC_SHA1_80"],
            offer
                .Where(line => line.StartsWith("a=crypto", StringComparison.Ordinal))
                .Select(line => line[..line.IndexOf(" inline", StringComparison.Ordinal)])
        );

        var answer = _leg.Accept(Says("audio 4000 RTP/SAVP 8", $"a=crypto:2 AES_CM_128_HMAC_SHA1_80 inline:{Key}"));

        Assert.True(Assert.IsType<LegAnswer.Accepted>(answer).IsEncrypted);
        var own = offer.Single(line => line.StartsWith("a=crypto:2", StringComparison.Ordinal));
        Assert.EndsWith(
            Convert.ToBase64String([.. _leg.Terms!.Keys!.ServerKey, .. _leg.Terms.Keys.ServerSalt]),
            own,
            StringComparison.Ordinal
        );
    }

    [Fact]
    [Spec("R2")]
    public void A_later_run_offers_the_keys_that_it_had_first_and_a_new_one_once_theirs_is_new()
    {
        var answered = (
            (LegAnswer.Accepted)_leg.Answer(Says("audio 4000 RTP/SAVP 8", $"a=crypto:7 AES_CM_128_HMAC_SHA1_80 inline:{Key}"))
        ).Sdp;
        var ours = Lines(answered).Single(line => line.StartsWith("a=crypto:7", StringComparison.Ordinal))["a=crypto:7".Length..];

        using var later = new Negotiator(LegPast.Of(answered));
        var offered = later.Offer(Required, AudioCodec.Pcma);
        var cryptos = Lines(offered).Where(line => line.StartsWith("a=crypto", StringComparison.Ordinal)).ToList();
        Assert.Equal("a=crypto:1" + ours, cryptos[0]);
        Assert.StartsWith("a=crypto:2 AEAD_AES_128_GCM ", cryptos[1], StringComparison.Ordinal);
        later.Accept(Says("audio 4000 RTP/SAVP 8", $"a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:{Key}"));
        Assert.True(later.Terms!.Keys!.AreOfEarlierRun);

        using var latest = new Negotiator(LegPast.Of(offered));
        Assert.Equal(
            cryptos,
            Lines(latest.Offer(Required, AudioCodec.Pcma)).Where(line => line.StartsWith("a=crypto", StringComparison.Ordinal))
        );

        var rekeyed = later.Answer(Says("audio 4000 RTP/SAVP 8", $"a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:{OtherKey}"));
        Assert.NotEqual("a=crypto:1" + ours, Line(rekeyed, "a=crypto:"));
        Assert.False(later.Terms.Keys.AreOfEarlierRun);
    }

    [Theory]
    [InlineData("RTP/SAVP", "", true)] // its keys could not be opened any more
    [InlineData("RTP/AVP", "1 AES_CM_128_HMAC_SHA1_80 inline:" + Key, true)]
    [InlineData("RTP/AVP", "", false)]
    public void What_was_encrypted_before_is_offered_encrypted(string protocol, string keys, bool encrypted)
    {
        using var later = new Negotiator(new LegPast(7, 1, protocol, keys));

        Assert.Equal(encrypted, later.Offer().Contains("a=crypto:1 ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("RTP/SAVP 8", "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + Key)] // the tag is of the other suite
    [InlineData("RTP/SAVP 8", "a=crypto:3 AES_CM_128_HMAC_SHA1_80 inline:" + Key)]
    [InlineData("RTP/SAVP 8", "a=sendrecv")]
    [InlineData("RTP/AVP 8", "a=sendrecv")]
    public void An_answer_without_a_key_that_was_offered_is_refused(string media, string line)
    {
        _leg.Offer(Required, AudioCodec.Pcma);

        Assert.Equal(
            new LegAnswer.Refused("SRTP is required, and the answer has no a=crypto of the offer's", LegRefusal.NotAcceptable),
            _leg.Accept(Says($"audio 4000 {media}", line))
        );
    }

    [Theory]
    [InlineData("a=crypto:2 AES_CM_128_HMAC_SHA1_80 inline:" + Key, true)]
    [InlineData("a=sendrecv", false)]
    public void Optional_keys_are_offered_over_plain_RTP(string line, bool encrypted)
    {
        Assert.Contains("m=audio 20000 RTP/AVP 8 101", Lines(_leg.Offer(Optional, AudioCodec.Pcma)));

        Assert.Equal(encrypted, Assert.IsType<LegAnswer.Accepted>(_leg.Accept(Says("audio 4000 RTP/AVP 8", line))).IsEncrypted);
    }

    [Theory]
    [InlineData("actpass", "passive", false)]
    [InlineData("active", "passive", false)]
    [InlineData("passive", "active", true)]
    public void A_DTLS_offer_is_answered_with_the_other_role(string offered, string answered, bool isClient)
    {
        var answer = _leg.Answer(Dtls(offered));

        Assert.Equal("m=audio 20000 UDP/TLS/RTP/SAVP 8", Line(answer, "m="));
        Assert.Contains($"a=setup:{answered}", Lines(answer));
        Assert.Contains($"a=fingerprint:{Fingerprint}", Lines(answer));
        Assert.Equal(isClient, _leg.Terms!.Dtls!.IsClient);
        Assert.True(((LegAnswer.Accepted)answer).IsEncrypted);
    }

    [Fact]
    public void The_roles_of_an_association_stay_when_it_is_offered_again()
    {
        _leg.Answer(Dtls("passive"));
        var dtls = _leg.Terms!.Dtls;

        var answer = _leg.Answer(Dtls("actpass"));

        Assert.Contains("a=setup:active", Lines(answer));
        Assert.Same(dtls, _leg.Terms!.Dtls);
    }

    [Theory]
    [InlineData("active", false)]
    [InlineData("passive", true)]
    public void The_answer_to_our_DTLS_offer_chooses_who_begins(string setup, bool isClient)
    {
        var offer = Lines(_leg.Offer(RequiredDtls, AudioCodec.Pcma));
        Assert.Contains("m=audio 20000 UDP/TLS/RTP/SAVP 8 101", offer);
        Assert.Contains("a=setup:actpass", offer);
        Assert.Contains("a=rtcp-mux", offer);

        Assert.IsType<LegAnswer.Accepted>(_leg.Accept(Dtls(setup)));
        Assert.Equal(isClient, _leg.Terms!.Dtls!.IsClient);
    }

    [Fact]
    public void An_answer_of_another_kind_than_was_offered_is_refused()
    {
        _leg.Offer(RequiredDtls, AudioCodec.Pcma);

        Assert.IsType<LegAnswer.Refused>(_leg.Accept(Says("audio 4000 RTP/AVP 8")));
        Assert.IsType<LegAnswer.Refused>(_leg.Accept(Dtls("actpass")));
    }

    public void Dispose() => _leg.Dispose();

    static string Dtls(string setup) =>
        Says(
            "audio 4000 UDP/TLS/RTP/SAVP 8",
            $"a=fingerprint:{Fingerprint.Replace("00:11", "AB:CD", StringComparison.Ordinal)}",
            $"a=setup:{setup}",
            "a=rtcp-mux"
        );
}
