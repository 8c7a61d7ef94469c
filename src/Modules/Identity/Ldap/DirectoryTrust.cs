using System.Globalization;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ConnectMe.Identity.Domain;

namespace ConnectMe.Identity.Ldap;

/// <summary>Whether a server's certificate is trusted, and why not. With certificates of the company's own those alone are trusted, not the machine's.</summary>
internal sealed class DirectoryTrust : IDisposable
{
    readonly DirectoryServer _server;
    readonly X509Certificate2Collection _own = [];

    /// <param name="trusted">PEM; null: what the machine trusts.</param>
    public DirectoryTrust(DirectoryServer server, string? trusted)
    {
        _server = server;
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck }; // a company's own authority is seldom asked from a server's network
        if (trusted is not null)
        {
            _own.ImportFromPem(trusted);
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(_own);
            policy.ExtraStore.AddRange(_own); // those between are in it too
        }

        Options = new SslClientAuthenticationOptions
        {
            TargetHost = server.Host,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            CertificateChainPolicy = policy,
            RemoteCertificateValidationCallback = (_, certificate, chain, errors) => IsTrusted(certificate, chain, errors),
        };
    }

    public SslClientAuthenticationOptions Options { get; }

    /// <summary>Null: its certificate is trusted, or was not seen.</summary>
    public DirectoryFault? WhyNot { get; private set; }

    /// <returns>How many certificates there are; null: one of them cannot be read, or there is none.</returns>
    public static int? Count(string pem)
    {
        var all = new X509Certificate2Collection();
        try
        {
            all.ImportFromPem(pem);
            return all.Count > 0 ? all.Count : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
        finally
        {
            Dispose(all);
        }
    }

    public void Dispose() => Dispose(_own);

    bool IsTrusted(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        WhyNot = (certificate as X509Certificate2, errors) switch
        {
            (_, SslPolicyErrors.None) => null,
            (null, _) => new DirectoryFault(DirectoryFaultKind.NoTls, $"{_server}"),
            ({ } shown, _) when IsOutOfDate(chain) => new DirectoryFault(
                DirectoryFaultKind.CertificateOutOfDate,
                $"{_server}",
                string.Create(CultureInfo.InvariantCulture, $"{shown.NotBefore:yyyy-MM-dd} – {shown.NotAfter:yyyy-MM-dd}")
            ),
            ({ } shown, _) when errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) => new DirectoryFault(
                DirectoryFaultKind.CertificateUntrusted,
                $"{_server}",
                DirectoryFault.OneLine(shown.Issuer)
            ),
            ({ } shown, _) => new DirectoryFault(DirectoryFaultKind.CertificateOfAnother, $"{_server}", NamesOf(shown)),
        };
        return WhyNot is null;
    }

    static bool IsOutOfDate(X509Chain? chain) =>
        chain?.ChainStatus.Any(status => status.Status.HasFlag(X509ChainStatusFlags.NotTimeValid)) == true;

    static string NamesOf(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
        return DirectoryFault.OneLine(names is null ? certificate.Subject : string.Join(", ", names.EnumerateDnsNames()));
    }

    static void Dispose(X509Certificate2Collection certificates)
    {
        foreach (var certificate in certificates)
        {
            certificate.Dispose();
        }
    }
}
