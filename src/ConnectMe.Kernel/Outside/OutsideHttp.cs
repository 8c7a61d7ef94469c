using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace ConnectMe.Kernel.Outside;

/// <summary>HTTP to an address that somebody else named (<see cref="OutsideAddress"/>): no redirects, no cookies, no proxy, public addresses only.</summary>
public static class OutsideHttp
{
    /// <param name="anywhere">Private addresses are used too: one's own service.</param>
    /// <param name="trustedRoot">A PEM file of the authority of that service; empty: those that the system trusts.</param>
    public static HttpClient Client(bool anywhere, string trustedRoot, TimeSpan patience) =>
        new(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = false, // it would connect where we must not
                ConnectCallback = async (context, ct) => await Connect(context.DnsEndPoint, anywhere, ct),
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                SslOptions = Trusting(trustedRoot),
            }
        )
        {
            Timeout = patience,
        };

    /// <summary>The addresses are looked at here, where they are used: a name that leads inside is found out however late it does.</summary>
    public static async Task<Stream> Connect(DnsEndPoint to, bool anywhere, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(to);
        var found = await Dns.GetHostAddressesAsync(to.Host, ct);
        var usable = anywhere ? found : Array.FindAll(found, OutsideAddress.IsPublic);
        if (usable.Length == 0)
        {
            throw new NotPublicException(to.Host);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(usable, to.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public static SslClientAuthenticationOptions Trusting(string root) =>
        string.IsNullOrEmpty(root)
            ? new SslClientAuthenticationOptions()
            : new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    CustomTrustStore = { X509CertificateLoader.LoadCertificateFromFile(root) },
                    RevocationMode = X509RevocationMode.NoCheck, // one's own authority seldom has a place to ask
                },
            };
}

/// <summary>The name leads into the network.</summary>
public sealed class NotPublicException(string host) : HttpRequestException($"{host} has no public address");
