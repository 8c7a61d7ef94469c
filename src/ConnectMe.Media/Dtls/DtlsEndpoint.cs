using System.Threading.Channels;
using Org.BouncyCastle.Tls.Crypto.Impl.BC;

namespace ConnectMe.Media.Dtls;

/// <summary>DTLS 1.2 by BouncyCastle: one certificate per process, a bounded number of handshake threads, one housekeeping thread.</summary>
internal sealed class DtlsEndpoint : IDtlsEndpoint
{
    public static readonly TimeSpan DefaultHandshakeTimeout = TimeSpan.FromSeconds(20);

    static readonly TimeSpan GoodbyeTime = TimeSpan.FromSeconds(2);

    readonly BcTlsCrypto _crypto = new();
    readonly DtlsCertificate _certificate;
    readonly TimeSpan _handshakeTimeout;
    readonly Channel<DtlsTransport> _scheduled = Channel.CreateUnbounded<DtlsTransport>(new() { SingleReader = true }); // each connection at most once
    readonly Thread _housekeeping;

    public DtlsEndpoint(TimeProvider time)
        : this(time, DefaultHandshakeTimeout) { }

    public DtlsEndpoint(TimeProvider time, TimeSpan handshakeTimeout)
    {
        Time = time;
        _handshakeTimeout = handshakeTimeout;
        _certificate = new DtlsCertificate(time.GetUtcNow());
        _housekeeping = new Thread(KeepHouse) { IsBackground = true, Name = "DTLS housekeeping" };
        _housekeeping.Start();
    }

    public DtlsFingerprint Fingerprint => _certificate.Fingerprint;

    internal TimeProvider Time { get; }

    internal HandshakePool Handshakes { get; } = new();

    public IDtlsTransport Open(DtlsTerms terms, DtlsSend send, Action<DtlsOutput> report)
    {
        var transport = new DtlsTransport(this, terms, send, report);
        if (terms.IsClient)
        {
            transport.Begin();
        }

        return transport;
    }

    /// <summary>One handshake with ourselves: the first in a process takes the compiler some 300 ms, and users should not wait for that.</summary>
    public Task WarmUp() => Task.Factory.StartNew(Rehearse, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Close the connections first: their goodbyes are still sent.</summary>
    public void Dispose()
    {
        Handshakes.Dispose();
        _scheduled.Writer.TryComplete();
        _housekeeping.Join(GoodbyeTime);
        _certificate.Dispose();
    }

    internal DtlsServerPeer ServerFor(DtlsFingerprint expected, Action<SrtpKeyingMaterial> connected) =>
        new(_crypto, _certificate, expected, _handshakeTimeout, connected);

    internal DtlsClientPeer ClientFor(DtlsFingerprint expected, Action<SrtpKeyingMaterial> connected) =>
        new(_crypto, _certificate, expected, SrtpNegotiation.Preference, connected);

    internal void Schedule(DtlsTransport transport) => _scheduled.Writer.TryWrite(transport);

    void Rehearse()
    {
        using var certificate = new DtlsCertificate(Time.GetUtcNow());
        IDtlsTransport? server = null;
        var client = new FlightTransport(datagram => server!.Handle(datagram));
        server = Open(new DtlsTerms(certificate.Fingerprint, IsClient: false), datagram => client.Post(datagram), _ => { });
        var peer = new DtlsClientPeer(_crypto, certificate, Fingerprint, SrtpNegotiation.Preference);
        new Org.BouncyCastle.Tls.DtlsClientProtocol().Connect(peer, client).Close();
        server.Close();
    }

    void KeepHouse()
    {
        while (_scheduled.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (_scheduled.Reader.TryRead(out var transport))
            {
                transport.KeepHouse();
            }
        }
    }
}
