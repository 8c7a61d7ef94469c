using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ConnectMe.Modules.Tests.Telephony.Peers;

/// <summary>A server whose certificate nobody vouches for: it made it itself. It shows it to whoever connects, and hears what they say then.</summary>
internal sealed class TlsServer : IAsyncDisposable
{
    readonly TcpListener _listener;
    readonly X509Certificate2 _certificate = SelfSigned();
    readonly CancellationTokenSource _closing = new();
    readonly Task _serving;

    public TlsServer(string address)
    {
        _listener = new TcpListener(IPAddress.Parse(address), 0);
        _listener.Start();
        _serving = Serve();
    }

    public IPEndPoint Local => (IPEndPoint)_listener.LocalEndpoint;

    /// <summary>Handshakes that came as far as our certificate.</summary>
    public int Shown { get; private set; }

    /// <summary>Bytes of SIP that came over any of its connections.</summary>
    public int Heard { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _serving;
        _listener.Dispose();
        _certificate.Dispose();
        _closing.Dispose();
    }

    async Task Serve()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync(_closing.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            using (client)
            {
                await Greet(client);
            }
        }
    }

    async Task Greet(TcpClient client)
    {
        await using var stream = new SslStream(client.GetStream());
        try
        {
            await stream.AuthenticateAsServerAsync(
                (_, _, _, _) =>
                {
                    Shown++;
                    return ValueTask.FromResult(new SslServerAuthenticationOptions { ServerCertificate = _certificate });
                },
                null,
                _closing.Token
            );
            Heard += await stream.ReadAsync(new byte[1_000], _closing.Token);
        }
        catch (Exception refused) when (refused is AuthenticationException or IOException or OperationCanceledException)
        {
            // The other side does not want to talk with us.
        }
    }

    static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=sip.provider.example", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
