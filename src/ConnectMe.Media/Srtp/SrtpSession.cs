using ConnectMe.Media.Dtls;

namespace ConnectMe.Media.Srtp;

/// <summary>SRTP and SRTCP of one peer, both directions (RFC 3711, RFC 7714). In place, without allocation; one thread.</summary>
internal sealed class SrtpSession(SrtpKeyingMaterial keys, bool isServer) : IDisposable
{
    /// <summary>Room to leave behind a packet before protecting it: tag, and for SRTCP the index.</summary>
    public const int MaximumExpansion = 20;

    public SrtpProtectionProfile Profile => keys.Profile;

    public bool IsServer => isServer;

    /// <param name="buffer">The packet, followed by at least <see cref="MaximumExpansion"/> bytes.</param>
    public SrtpFailure ProtectRtp(Span<byte> buffer, int length, out int protectedLength) => throw new NotSupportedException();

    public SrtpFailure ProtectRtcp(Span<byte> buffer, int length, out int protectedLength) => throw new NotSupportedException();

    /// <summary>Decrypts in place. On failure the bytes are undefined and no state has changed.</summary>
    public SrtpFailure UnprotectRtp(Span<byte> packet, DateTimeOffset now, out int length) => throw new NotSupportedException();

    public SrtpFailure UnprotectRtcp(Span<byte> packet, DateTimeOffset now, out int length) => throw new NotSupportedException();

    public void Dispose() { }
}
