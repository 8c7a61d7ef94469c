namespace ConnectMe.Media.Dtls;

/// <summary>Hands out DTLS connections; the edge behind which the library lives (a browser may one day insist on DTLS 1.3).</summary>
internal interface IDtlsEndpoint : IDisposable
{
    /// <summary>Of our certificate, for the answer.</summary>
    DtlsFingerprint Fingerprint { get; }

    /// <summary>A passive connection waits for the peer's ClientHello, and costs no thread until that arrives. A client begins at once.</summary>
    /// <param name="terms">What the peer's certificate must hash to, and who begins.</param>
    /// <param name="send">Called on a handshake or housekeeping thread, one at a time per connection; the span is only valid during the call.</param>
    /// <param name="report">Called on the same threads, or within <see cref="IDtlsTransport.Handle"/>: put it in the owner's queue and return.</param>
    IDtlsTransport Open(DtlsTerms terms, DtlsSend send, Action<DtlsOutput> report);
}

/// <summary>One DTLS connection. Never blocks its caller; its members are for one thread.</summary>
internal interface IDtlsTransport : IDisposable
{
    /// <summary>A datagram from a path that ICE has validated, or that the SDP names; it is copied. Junk and floods are dropped and counted.</summary>
    void Handle(ReadOnlySpan<byte> datagram);

    /// <summary>Says goodbye (close_notify) soon. Nothing is reported afterwards. Disposing is the same.</summary>
    void Close();

    long Dropped { get; }
}

/// <param name="Fingerprint">What the peer's certificate must hash to.</param>
/// <param name="IsClient">We send the ClientHello: the peer is passive (RFC 5763 §5).</param>
internal sealed record DtlsTerms(DtlsFingerprint Fingerprint, bool IsClient);

internal delegate void DtlsSend(ReadOnlySpan<byte> datagram);

internal abstract record DtlsOutput
{
    DtlsOutput() { }

    /// <summary>Comes before the peer can know that the handshake is over: none of its packets arrives before the keys.</summary>
    public sealed record Connected(SrtpKeyingMaterial Keys) : DtlsOutput;

    public sealed record Failed(DtlsFailure Reason) : DtlsOutput;

    /// <summary>The peer said goodbye.</summary>
    public sealed record Closed : DtlsOutput;
}

internal enum DtlsFailure
{
    /// <summary>The peer fell silent during the handshake.</summary>
    TimedOut,

    /// <summary>The certificate is not the one announced in the offer.</summary>
    FingerprintMismatch,

    /// <summary>No SRTP profile in common (RFC 5764 §4.1.1).</summary>
    NoSrtpProfile,

    /// <summary>The peer's DTLS broke the protocol or refused ours.</summary>
    ProtocolError,

    /// <summary>Too many handshakes are waiting.</summary>
    Overloaded,
}
