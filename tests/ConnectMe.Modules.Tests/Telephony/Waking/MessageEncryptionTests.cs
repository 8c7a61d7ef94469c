using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ConnectMe.Telephony.Waking;

namespace ConnectMe.Modules.Tests.Telephony.Waking;

public class MessageEncryptionTests
{
    /// <summary>RFC 8291 §5 and appendix A.</summary>
    [Fact]
    [Spec("B1")]
    public void Rfc_8291_appendix_A()
    {
        using var ours = Pair(
            "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8",
            "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
        );

        var body = MessageEncryption.Encrypt(
            "When I grow up, I want to be a watermelon"u8,
            PushReader.Bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
            PushReader.Bytes("BTBZMqHH6r4Tts7J_aSIgg"),
            ours,
            PushReader.Bytes("DGv6ra1nlYgDCS1FRnbzlw")
        );

        Assert.Equal(
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
            Base64Url.EncodeToString(body)
        );
    }

    [Theory]
    [Spec("B1")]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(MessageEncryption.LongestMessage)]
    public void A_browser_reads_what_was_encrypted_for_it_and_nobody_elses(int length)
    {
        using var browser = new PushReader();
        using var other = new PushReader();
        using var ours = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var message = new string('x', length);

        var body = MessageEncryption.Encrypt(
            Encoding.UTF8.GetBytes(message),
            browser.Key,
            browser.Secret,
            ours,
            RandomNumberGenerator.GetBytes(16)
        );

        Assert.True(body.Length <= 4096, "RFC 8291 §4: what every push service takes");
        Assert.Equal(message, browser.Read(body));
        Assert.Throws<AuthenticationTagMismatchException>(() => other.Read(body));
    }

    [Fact]
    [Spec("B1")]
    public void A_key_that_is_no_point_of_the_curve_is_none()
    {
        using var browser = new PushReader();
        var off = browser.Key;
        off[64] ^= 1;

        Assert.True(MessageEncryption.IsKey(browser.Key));
        Assert.False(MessageEncryption.IsKey(off));
        Assert.False(MessageEncryption.IsKey([]));
        Assert.False(MessageEncryption.IsKey(browser.Key.AsSpan(0, 64)));
        Assert.False(MessageEncryption.IsKey([2, .. browser.Key.AsSpan(1)]));
    }

    static ECDiffieHellman Pair(string point, string secret)
    {
        var bytes = PushReader.Bytes(point);
        return ECDiffieHellman.Create(
            new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = bytes[1..33], Y = bytes[33..] },
                D = PushReader.Bytes(secret),
            }
        );
    }
}
