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
    static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    readonly Lock _lock = new();
    SslStreamCertificateContext? _current;
    DateTime _written;
    DateTime? _refused;
    DateTimeOffset _lookedAt;

    public bool IsConfigured => settings.CertificatePath.Length > 0;

    string KeyPath => settings.CertificateKeyPath is { Length: > 0 } other ? other : settings.CertificatePath;

    /// <summary>What lies there now can't be used: the one before is in use, or none.</summary>
    public bool IsRefused()
    {
        lock (_lock)
        {
            LookWhenDue();
            return _refused is not null;
        }
    }

    /// <param name="serverName">The name that the client asks for; there is one certificate for all.</param>
    public SslStreamCertificateContext? Current(string? serverName)
    {
        lock (_lock)
        {
            LookWhenDue();
            return _current;
        }
    }

    void LookWhenDue()
    {
        var now = time.GetUtcNow();
        if (IsConfigured && (_current is null || now - _lookedAt >= LookAgain))
        {
            _lookedAt = now;
            Look();
        }
    }

    void Look()
    {
        // The key may come after its certificate: each makes it new. A file that is not there has a time too, of long ago.
        var (ofCertificate, ofKey) = (File.GetLastWriteTimeUtc(settings.CertificatePath), File.GetLastWriteTimeUtc(KeyPath));
        var written = ofCertificate > ofKey ? ofCertificate : ofKey;
        if (_current is not null && written == _written)
        {
            _refused = null;
            return;
        }

        try
        {
            _current = Read();
            _written = written;
            _refused = null;
            log.CertificateRead(settings.CertificatePath, _current.TargetCertificate.NotAfter);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or CryptographicException)
        {
            if (_refused != written) // said once for each that comes, not at each handshake
            {
                log.CertificateNotRead(unreadable, settings.CertificatePath);
            }

            _refused = written;
        }
    }

    SslStreamCertificateContext Read()
    {
        using var pem = X509Certificate2.CreateFromPemFile(settings.CertificatePath, KeyPath);
        // The key in a form that every platform's TLS takes.
        var certificate = X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), password: null);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(settings.CertificatePath);
        return SslStreamCertificateContext.Create(certificate, chain, offline: true);
    }
}
