using ConnectMe.Media.Srtp;

namespace ConnectMe.Media.Tests.Srtp;

/// <summary>Appendix B of RFC 3711, with the CPU's AES instructions and without. B.1 (AES-f8) is not spoken.</summary>
public sealed class Rfc3711Tests
{
    public static TheoryData<bool> Implementations => AesCm.HasInstructions ? [true, false] : [false];

    [Theory, MemberData(nameof(Implementations))]
    public void Appendix_B_2_the_keystream_of_AES_CM(bool useInstructions)
    {
        using var cipher = new AesCm(Convert.FromHexString("2B7E151628AED2A6ABF7158809CF4F3C"), useInstructions);
        var keystream = new byte[1044512];
        cipher.Xor(Convert.FromHexString("F0F1F2F3F4F5F6F7F8F9FAFBFCFD0000"), keystream);

        Assert.Equal(
            "E03EAD0935C95E80E166B16DD92B4EB4" + "D23513162B02D0F72A43A2FE4A5F97AB" + "41E95B3BB0A2E8DD477901E4FCA894C0",
            Convert.ToHexString(keystream.AsSpan(0, 48))
        );
        Assert.Equal(
            "EC8CDF7398607CB0F2D21675EA9EA1E4" + "362B7C3C6773516318A077D7FC5073AE" + "6A2CC3787889374FBEB4C81B17BA6C44",
            Convert.ToHexString(keystream.AsSpan(^48))
        );
    }

    [Theory, MemberData(nameof(Implementations))]
    public void Appendix_B_3_the_session_keys_derived(bool useInstructions)
    {
        using var master = new AesCm(Convert.FromHexString("E1F97A0D3E018BE0D64FA32C06DE4139"), useInstructions);

        Assert.Equal("C61E7A93744F39EE10734AFE3FF7A087", Derive(master, SrtpKeyLabel.RtpEncryption, 16));
        Assert.Equal("30CBBC08863D8C85D49DB34A9AE1", Derive(master, SrtpKeyLabel.RtpSalt, 14));
        // The appendix derives 94 bytes to show more than one block; HMAC-SHA1's key is the first 20 (§5.2).
        Assert.Equal(
            "CEBE321F6FF7716B6FD4AB49AF256A15"
                + "6D38BAA48F0A0ACF3C34E2359E6CDBCE"
                + "E049646C43D9327AD175578EF7227098"
                + "6371C10C9A369AC2F94A8C5FBCDDDC25"
                + "6D6E919A48B610EF17C2041E47403576"
                + "6B68642C59BBFC2F34DB60DBDFB2",
            Derive(master, SrtpKeyLabel.RtpAuthentication, 94)
        );
    }

    [Fact]
    public void Both_implementations_give_the_same_keystream_at_every_length()
    {
        using var instructions = new AesCm(Convert.FromHexString("2B7E151628AED2A6ABF7158809CF4F3C"));
        using var platform = new AesCm(Convert.FromHexString("2B7E151628AED2A6ABF7158809CF4F3C"), useInstructions: false);
        var counter = Convert.FromHexString("F0F1F2F3F4F5F6F7F8F9FAFBFFFFFFFD"); // the last word wraps
        for (var length = 0; length < 300; length++)
        {
            var (one, other) = (new byte[length], new byte[length]);
            instructions.Xor(counter, one);
            platform.Xor(counter, other);
            Assert.Equal(other, one);
        }
    }

    static string Derive(AesCm master, SrtpKeyLabel label, int length)
    {
        var key = new byte[length];
        KeyDerivation.Derive(master, Convert.FromHexString("0EC675AD498AFEEBB6960B3AABE6"), label, key);
        return Convert.ToHexString(key);
    }
}
