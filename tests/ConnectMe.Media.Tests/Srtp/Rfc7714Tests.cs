using ConnectMe.Media.Srtp;
using ConnectMe.Media.Tests.Vectors;

namespace ConnectMe.Media.Tests.Srtp;

/// <summary>Sections 16 and 17 of RFC 7714 for AES-128; the 256-bit cipher is not spoken.</summary>
public sealed class Rfc7714Tests
{
    readonly SrtpSession _session = new(Transform(), Transform(), nextRtcpIndex: 0x5d4);

    [Fact]
    public void Section_16_1_1_an_RTP_packet_is_encrypted_and_tagged()
    {
        var (buffer, length) = Load("rfc7714/16.1-rtp.hex");

        Assert.Equal(SrtpFailure.None, _session.ProtectRtp(buffer, length, out length));
        Assert.Equal(Vector.Read("rfc7714/16.1.1-srtp-aes128gcm.hex"), buffer[..length]);
    }

    [Fact]
    public void Section_16_1_2_an_RTP_packet_is_decrypted()
    {
        var packet = Vector.Read("rfc7714/16.1.1-srtp-aes128gcm.hex");

        Assert.Equal(SrtpFailure.None, _session.UnprotectRtp(packet, out var length));
        Assert.Equal(Vector.Read("rfc7714/16.1-rtp.hex"), packet[..length]);
    }

    [Fact]
    public void Section_17_1_an_RTCP_packet_is_encrypted_and_tagged()
    {
        var (buffer, length) = Load("rfc7714/17-rtcp.hex");

        Assert.Equal(SrtpFailure.None, _session.ProtectRtcp(buffer, length, out length));
        Assert.Equal(Vector.Read("rfc7714/17.1-srtcp-aes128gcm.hex"), buffer[..length]);
    }

    [Fact]
    public void Section_17_1_an_RTCP_packet_is_decrypted()
    {
        var packet = Vector.Read("rfc7714/17.1-srtcp-aes128gcm.hex");

        Assert.Equal(SrtpFailure.None, _session.UnprotectRtcp(packet, out var length));
        Assert.Equal(Vector.Read("rfc7714/17-rtcp.hex"), packet[..length]);
    }

    [Fact]
    public void Section_17_3_an_RTCP_packet_that_is_only_tagged_is_refused()
    {
        // A deviation: RFC 3711 §3.4 leaves encryption to the sender, the profiles of DTLS-SRTP don't.
        var packet = Vector.Read("rfc7714/17.3-srtcp-tag-only.hex");

        Assert.Equal(SrtpFailure.NotEncrypted, _session.UnprotectRtcp(packet, out _));
    }

    static AeadAesGcm Transform() => AeadAesGcm.OfSessionKey(Convert.FromHexString("000102030405060708090a0b0c0d0e0f"), "Quid pro quo"u8);

    static (byte[] Buffer, int Length) Load(string vector)
    {
        var packet = Vector.Read(vector);
        var buffer = new byte[packet.Length + SrtpSession.MaximumExpansion];
        packet.CopyTo(buffer, 0);
        return (buffer, packet.Length);
    }
}
