using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Telephony.Signalling;

/// <summary>
/// The certificate of SIP over TLS, read again when its file has changed: the next handshake has the new one, and connections that are up
/// stay. A file that can't be read leaves the old one in use (promise R10).
/// </summary>
internal sealed class SipCertificate(SipSettings settings, TimeProvider time, ILogger<SipCertificate> log)
{
    static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(10);

    readonly Lock _lock = new();
    SslStreamCertificateContext? _current;
    DateTime _written;
    DateTimeOffset _lookedAt;

    public bool IsConfigured => settings.CertificatePath.Length > 0;

    /// <param name="serverName">The name that the client asks for; there is one certificate for all.</param>
    public SslStreamCertificateContext? Current(string? serverName)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (IsConfigured && (_current is null || now - _lookedAt >= LookAgain))
            {
                _lookedAt = now;
                Look();
            }

            return _current;
        }
    }

    void Look()
    {
        try
        {
            var written = File.GetLastWriteTimeUtc(settings.CertificatePath);
            if (_current is not null && written == _written)
            {
                return;
            }

            _current = Read();
            _written = written;
            log.CertificateRead(settings.CertificatePath, _current.TargetCertificate.NotAfter);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or CryptographicException)
        {
            log.CertificateNotRead(unreadable, settings.CertificatePath);
        }
    }

    SslStreamCertificateContext Read()
    {
        var keyPath = settings.CertificateKeyPath is { Length: > 0 } other ? other : settings.CertificatePath;
        using var pem = X509Certificate2.CreateFromPemFile(settings.CertificatePath, keyPath);
        // The key in a form that every platform's TLS takes.
        var certificate = X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), password: null);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(settings.CertificatePath);
        return SslStreamCertificateContext.Create(certificate, chain, offline: true);
    }
}
