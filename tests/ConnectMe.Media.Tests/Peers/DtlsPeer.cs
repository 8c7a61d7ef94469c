using ConnectMe.Media.Dtls;
using ConnectMe.Media.Srtp;
using Org.BouncyCastle.Tls;
using Org.BouncyCastle.Tls.Crypto.Impl.BC;
using SrtpProtectionProfile = ConnectMe.Media.Srtp.SrtpProtectionProfile;

namespace ConnectMe.Media.Tests.Peers;

/// <summary>The browser's half of DTLS-SRTP: sends the ClientHello, shows its certificate, and has keys when connected. Wire it to sockets or straight to a server.</summary>
internal sealed class DtlsPeer : IDisposable
{
    static readonly BcTlsCrypto Crypto = new();

    readonly DtlsCertificate _certificate = new(DateTimeOffset.UnixEpoch.AddYears(56));
    readonly FlightTransport _flight;
    readonly TaskCompletionSource<SrtpKeyingMaterial> _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    Org.BouncyCastle.Tls.DtlsTransport? _transport;

    /// <param name="send">Called on the peer's own thread.</param>
    public DtlsPeer(DtlsSend send) => _flight = new FlightTransport(send);

    /// <summary>For a=fingerprint of the offer.</summary>
    public DtlsFingerprint Fingerprint => _certificate.Fingerprint;

    /// <summary>In the browser's order of preference.</summary>
    public IReadOnlyList<SrtpProtectionProfile> Profiles { get; init; } =
    [SrtpProtectionProfile.AeadAes128Gcm, SrtpProtectionProfile.Aes128CmHmacSha1_80];

    /// <summary>Fails as the handshake does.</summary>
    public Task<SrtpKeyingMaterial> Connected => _connected.Task;

    /// <summary>Starts the handshake on a thread of its own.</summary>
    /// <param name="expected">From a=fingerprint of the answer.</param>
    public Task<SrtpKeyingMaterial> Connect(DtlsFingerprint expected)
    {
        new Thread(() => Run(expected)) { IsBackground = true, Name = "DTLS test peer" }.Start();
        return Connected;
    }

    /// <summary>A DTLS datagram from the server.</summary>
    public void Handle(ReadOnlySpan<byte> datagram) => _flight.Post(datagram);

    /// <summary>What pc.close() does.</summary>
    public void SendCloseNotify() => _transport!.Close();

    /// <summary>Looks at what came after the handshake; true once the server has said goodbye.</summary>
    public bool HasServerClosed()
    {
        while (_flight.HasReceived && !_flight.IsClosed)
        {
            _transport!.Receive(new byte[2048], 0, 2048, 1);
        }
        return _flight.IsClosed;
    }

    /// <summary>A session with the keys of <see cref="Connected"/>, for the client's side.</summary>
    public static SrtpSession Session(SrtpKeyingMaterial keys) => new(keys, isServer: false);

    public void Dispose()
    {
        _flight.Abort();
        _certificate.Dispose();
    }

    void Run(DtlsFingerprint expected)
    {
        try
        {
            var peer = new DtlsClientPeer(Crypto, _certificate, expected, Profiles);
            _transport = new DtlsClientProtocol().Connect(peer, _flight);
            _flight.Flush();
            _connected.SetResult(peer.Keys!);
        }
        catch (IOException e)
        {
            _flight.Flush();
            _connected.SetException(e);
        }
    }
}
