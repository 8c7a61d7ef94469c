using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace ConnectMe.Interop.Tests.Peers;

/// <summary>A connection of a phone to the server, over TCP or TLS.</summary>
internal sealed class FlowConnection : IAsyncDisposable
{
    readonly TcpClient _tcp;

    FlowConnection(TcpClient tcp, Stream stream)
    {
        _tcp = tcp;
        Stream = stream;
        LocalPort = ((IPEndPoint)tcp.Client.LocalEndPoint!).Port;
    }

    public Stream Stream { get; }

    public int LocalPort { get; }

    public static async Task<FlowConnection> Open(int port, bool overTls)
    {
        var tcp = new TcpClient();
        await tcp.ConnectAsync(IPAddress.Loopback, port);
        if (!overTls)
        {
            return new FlowConnection(tcp, tcp.GetStream());
        }

        var tls = new SslStream(tcp.GetStream());
        var trusted = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trusted.CustomTrustStore.ImportFromPemFile(CertificateAuthority.OfTheTests.CertificatePath);
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = "127.0.0.1", CertificateChainPolicy = trusted }
        );
        return new FlowConnection(tcp, tls);
    }

    public async ValueTask DisposeAsync()
    {
        await Stream.DisposeAsync();
        _tcp.Dispose();
    }
}
