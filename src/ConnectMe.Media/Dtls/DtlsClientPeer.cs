using Org.BouncyCastle.Tls;
using Org.BouncyCastle.Tls.Crypto;
using SrtpProtectionProfile = ConnectMe.Media.Srtp.SrtpProtectionProfile;

namespace ConnectMe.Media.Dtls;

/// <summary>
/// Our half where a phone is passive. Also the other side of the first handshake of a process, which takes the just-in-time compiler's time instead of a
/// user's.
/// </summary>
internal sealed class DtlsClientPeer(
    TlsCrypto crypto,
    DtlsCertificate certificate,
    DtlsFingerprint expected,
    IReadOnlyList<SrtpProtectionProfile> profiles,
    Action<SrtpKeyingMaterial>? connected = null
) : DefaultTlsClient(crypto), TlsAuthentication
{
    const int ResendMilliseconds = 50; // as browsers do
    const int TimeoutMilliseconds = 20_000;

    SrtpProtectionProfile? _profile;

    /// <summary>Set when the handshake is complete.</summary>
    public SrtpKeyingMaterial? Keys { get; private set; }

    /// <summary>Why the handshake failed, when it was for a reason of ours.</summary>
    public DtlsFailure? Failure { get; private set; }

    protected override ProtocolVersion[] GetSupportedVersions() => ProtocolVersion.DTLSv12.Only();

    public override int GetHandshakeTimeoutMillis() => TimeoutMilliseconds;

    public override int GetHandshakeResendTimeMillis() => ResendMilliseconds;

    public override bool IgnoreCorruptDtlsRecords => true;

    public override IDictionary<int, byte[]> GetClientExtensions()
    {
        var extensions = base.GetClientExtensions();
        if (profiles.Count > 0)
        {
            TlsSrtpUtilities.AddUseSrtpExtension(extensions, SrtpNegotiation.UseSrtp(profiles));
        }
        return extensions;
    }

    public override void ProcessServerExtensions(IDictionary<int, byte[]> serverExtensions)
    {
        base.ProcessServerExtensions(serverExtensions);
        _profile = SrtpNegotiation.Choose(TlsSrtpUtilities.GetUseSrtpExtension(serverExtensions));
    }

    public override TlsAuthentication GetAuthentication() => this;

    public void NotifyServerCertificate(TlsServerCertificate serverCertificate)
    {
        if (DtlsFingerprint.Of(serverCertificate.Certificate.GetCertificateAt(0).GetEncoded()) != expected)
        {
            Failure = DtlsFailure.FingerprintMismatch;
            throw new TlsFatalAlert(AlertDescription.bad_certificate);
        }
    }

    public TlsCredentials GetClientCredentials(CertificateRequest certificateRequest) => certificate.CredentialsFor(m_context);

    public override void NotifyHandshakeComplete()
    {
        base.NotifyHandshakeComplete();
        Keys = _profile is { } profile ? SrtpNegotiation.Export(m_context, profile) : null;
        if (connected is null)
        {
            return;
        }

        if (Keys is null)
        {
            Failure = DtlsFailure.NoSrtpProfile;
            throw new TlsFatalAlert(AlertDescription.handshake_failure);
        }

        connected(Keys);
    }
}
