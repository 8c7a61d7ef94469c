using System.Net.Security;
using ConnectMe.Kernel;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Telephony.Signalling;

/// <summary>The certificate of SIP over TLS.</summary>
internal sealed class SipCertificate(SipSettings settings, TimeProvider time, ILogger<SipCertificate> log)
{
    readonly CertificateFile _file = new(settings.CertificatePath, settings.CertificateKeyPath, time, log);

    public bool IsConfigured => _file.IsConfigured;

    /// <summary>What lies there now can't be used: the one before is in use, or none.</summary>
    public bool IsRefused() => _file.IsRefused();

    /// <param name="serverName">The name that the client asks for; there is one certificate for all.</param>
    public SslStreamCertificateContext? Current(string? serverName) => _file.Current();
}
