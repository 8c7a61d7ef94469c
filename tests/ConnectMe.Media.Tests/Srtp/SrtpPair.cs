using System.Buffers.Binary;
using ConnectMe.Media.Dtls;
using ConnectMe.Media.Srtp;

namespace ConnectMe.Media.Tests.Srtp;

/// <summary>The two ends of one keyed session: what the client protects, the server unprotects.</summary>
internal sealed class SrtpPair : IDisposable
{
    public const uint Ssrc = 0xC0FFEE01;

    readonly SrtpKeyingMaterial _keys;

    /// <param name="missed">The client may have counted on since an earlier run of the server.</param>
    public SrtpPair(SrtpProtectionProfile profile, int seed = 1, bool missed = false)
    {
        var random = new Random(seed);
        var saltLength = profile == SrtpProtectionProfile.AeadAes128Gcm ? 12 : 14;
        var keys = new SrtpKeyingMaterial(profile, Bytes(16), Bytes(16), Bytes(saltLength), Bytes(saltLength));
        _keys = keys;
        Client = new SrtpSession(keys, isServer: false);
        Server = new SrtpSession(keys with { AreOfEarlierRun = missed }, isServer: true);

        byte[] Bytes(int count)
        {
            var bytes = new byte[count];
            random.NextBytes(bytes);
            return bytes;
        }
    }

    public SrtpSession Client { get; private set; }

    public SrtpSession Server { get; }

    /// <summary>The server answered a new offer of the client's with another key of its own; the client's stays.</summary>
    public void ServerRekeys()
    {
        var before = Client;
        Client = new SrtpSession(_keys with { ServerKey = new byte[16] }, isServer: false, before);
        before.Dispose();
    }

    public static byte[] Rtp(ushort sequenceNumber, uint ssrc = Ssrc, int payloadLength = 160)
    {
        var packet = new byte[12 + payloadLength];
        packet[0] = 0x80;
        packet[1] = 8;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), sequenceNumber);
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(4), sequenceNumber * 160u);
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(8), ssrc);
        packet.AsSpan(12).Fill((byte)sequenceNumber);
        return packet;
    }

    public static byte[] Rtcp(uint ssrc = Ssrc)
    {
        var packet = new byte[28];
        packet[0] = 0x80;
        packet[1] = 200;
        packet[3] = 6;
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(4), ssrc);
        return packet;
    }

    /// <summary>What the client would send.</summary>
    public byte[] Protect(byte[] rtp)
    {
        var buffer = Extend(rtp);
        Assert.Equal(SrtpFailure.None, Client.ProtectRtp(buffer, rtp.Length, out var length));
        return buffer[..length];
    }

    public byte[] ProtectRtcp(byte[] rtcp)
    {
        var buffer = Extend(rtcp);
        Assert.Equal(SrtpFailure.None, Client.ProtectRtcp(buffer, rtcp.Length, out var length));
        return buffer[..length];
    }

    /// <summary>The server's verdict on a copy: the same packet may be tried again.</summary>
    public SrtpFailure Unprotect(byte[] packet) => Server.UnprotectRtp((byte[])packet.Clone(), out _);

    public SrtpFailure UnprotectRtcp(byte[] packet) => Server.UnprotectRtcp((byte[])packet.Clone(), out _);

    public void Dispose()
    {
        Client.Dispose();
        Server.Dispose();
    }

    static byte[] Extend(byte[] packet)
    {
        var buffer = new byte[packet.Length + SrtpSession.MaximumExpansion];
        packet.CopyTo(buffer, 0);
        return buffer;
    }
}
