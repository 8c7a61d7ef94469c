using ConnectMe.Media.Srtp;

namespace ConnectMe.Media.Tests.Srtp;

/// <summary>RFC 3711 has no whole packet; these are the ones that libsrtp's srtp_driver.c and others check themselves against.</summary>
public sealed class LibsrtpVectorTests
{
    const string PlainRtp = "800f1234decafbadcafebabe" + "abababababababababababababababab";
    const string ProtectedRtp = "800f1234decafbadcafebabe" + "4e55dc4ce79978d88ca4d215949d2402" + "b78d6acc99ea179b8dbb";
    const string PlainRtcp = "81c8000bcafebabe" + "abababababababababababababababab";
    const string ProtectedRtcp = "81c8000bcafebabe" + "7128035be487b9bdbef89041f977a5a8" + "80000001" + "993e08cd54d6c1230798";

    [Fact]
    public void An_RTP_packet_is_protected_to_the_byte()
    {
        using var session = new SrtpSession(Transform(), Transform());
        var buffer = new byte[64];
        var length = Put(PlainRtp, buffer);

        Assert.Equal(SrtpFailure.None, session.ProtectRtp(buffer, length, out length));
        Assert.Equal(ProtectedRtp, Convert.ToHexStringLower(buffer.AsSpan(0, length)));

        Assert.Equal(SrtpFailure.None, session.UnprotectRtp(buffer.AsSpan(0, length), out length));
        Assert.Equal(PlainRtp, Convert.ToHexStringLower(buffer.AsSpan(0, length)));
    }

    [Fact]
    public void An_RTCP_packet_is_protected_to_the_byte()
    {
        using var session = new SrtpSession(Transform(), Transform(), nextRtcpIndex: 1); // libsrtp starts at 1
        var buffer = new byte[64];
        var length = Put(PlainRtcp, buffer);

        Assert.Equal(SrtpFailure.None, session.ProtectRtcp(buffer, length, out length));
        Assert.Equal(ProtectedRtcp, Convert.ToHexStringLower(buffer.AsSpan(0, length)));

        Assert.Equal(SrtpFailure.None, session.UnprotectRtcp(buffer.AsSpan(0, length), out length));
        Assert.Equal(PlainRtcp, Convert.ToHexStringLower(buffer.AsSpan(0, length)));
    }

    static AesCmHmacSha1 Transform() =>
        new(Convert.FromHexString("e1f97a0d3e018be0d64fa32c06de4139"), Convert.FromHexString("0ec675ad498afeebb6960b3aabe6"));

    static int Put(string hex, byte[] buffer)
    {
        var bytes = Convert.FromHexString(hex);
        bytes.CopyTo(buffer, 0);
        return bytes.Length;
    }
}
