namespace ConnectMe.Media.Srtp;

/// <summary>Cipher and authentication of one direction under one profile; knows keys, not history.</summary>
internal interface ISrtpTransform : IDisposable
{
    int RtpTagLength { get; }

    /// <summary>Tag and index.</summary>
    int RtcpTrailerLength { get; }

    /// <param name="packet">The packet and room for the tag.</param>
    void ProtectRtp(Span<byte> packet, int headerLength, PacketIndex index);

    /// <param name="packet">The packet and its tag; decrypted in place if genuine, else left as it was.</param>
    bool UnprotectRtp(Span<byte> packet, int headerLength, PacketIndex index);

    /// <param name="packet">The packet and room for the trailer.</param>
    void ProtectRtcp(Span<byte> packet, uint index);

    /// <summary>The word with the E bit and the index (RFC 3711 §3.4; AEAD has it last: RFC 7714 §9.2).</summary>
    uint ReadRtcpIndex(ReadOnlySpan<byte> packet);

    /// <param name="packet">The packet and its trailer; decrypted in place if genuine, else left as it was.</param>
    bool UnprotectRtcp(Span<byte> packet, uint index);
}
