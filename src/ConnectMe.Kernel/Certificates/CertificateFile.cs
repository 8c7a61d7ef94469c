using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Kernel;

/// <summary>
/// A certificate for TLS in PEM files, read again when they have changed: the next handshake has the new one, and connections that are up stay. Files
/// that can't be read leave the old one in use (promise R10).
/// </summary>
/// <param name="path">Of the certificate with its chain; empty: there is none.</param>
/// <param name="keyPath">Of its key; empty: it lies in the same file.</param>
public sealed partial class CertificateFile(string path, string keyPath, TimeProvider time, ILogger log)
{
    static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    readonly Lock _lock = new();
    SslStreamCertificateContext? _current;
    DateTime _written;
    DateTime? _refused;
    DateTimeOffset _lookedAt;

    public bool IsConfigured => path.Length > 0;

    string KeyPath => keyPath.Length > 0 ? keyPath : path;

    /// <summary>What lies there now can't be used: the one before is in use, or none.</summary>
    public bool IsRefused()
    {
        lock (_lock)
        {
            LookWhenDue();
            return _refused is not null;
        }
    }

    /// <summary>What the next handshake is to show; null when there is none that can be used.</summary>
    public SslStreamCertificateContext? Current()
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
        var (ofCertificate, ofKey) = (File.GetLastWriteTimeUtc(path), File.GetLastWriteTimeUtc(KeyPath));
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
            CertificateRead(log, path, _current.TargetCertificate.NotAfter);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or CryptographicException)
        {
            if (_refused != written) // said once for each that comes, not at each handshake
            {
                CertificateNotRead(log, unreadable, path);
            }

            _refused = written;
        }
    }

    SslStreamCertificateContext Read()
    {
        using var pem = X509Certificate2.CreateFromPemFile(path, KeyPath);
        // The key in a form that every platform's TLS takes.
        var certificate = X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), password: null);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(path);
        return SslStreamCertificateContext.Create(certificate, chain, offline: true);
    }

    [LoggerMessage(EventId = 1101, Level = LogLevel.Information, Message = "TLS uses the certificate in {Path}, valid until {Until}")]
    static partial void CertificateRead(ILogger logger, string path, DateTime until);

    [LoggerMessage(
        EventId = 1102,
        Level = LogLevel.Error,
        Message = "The certificate in {Path} can't be used; the one before stays in use, if there is one"
    )]
    static partial void CertificateNotRead(ILogger logger, Exception failure, string path);
}
