using Org.BouncyCastle.Tls;
using Org.BouncyCastle.Tls.Crypto;
using SrtpProtectionProfile = ConnectMe.Media.Srtp.SrtpProtectionProfile;

namespace ConnectMe.Media.Dtls;

/// <summary>Our side's choices in a handshake as server: DTLS 1.2, ECDHE with ECDSA and AEAD, the extended master secret, the client's certificate, use_srtp.</summary>
internal sealed class DtlsServerPeer(
    TlsCrypto crypto,
    DtlsCertificate certificate,
    DtlsFingerprint expected,
    TimeSpan timeout,
    Action<SrtpKeyingMaterial> connected
) : AbstractTlsServer(crypto)
{
    const int ResendMilliseconds = 200; // the library's second is slow when a whole flight is lost
    const int MaximumMessage = 8192; // a certificate of a browser has some 300 bytes
    const int MaximumChain = 4;

    SrtpProtectionProfile? _profile;

    /// <summary>Why we refused, when it was us.</summary>
    public DtlsFailure? Failure { get; private set; }

    protected override ProtocolVersion[] GetSupportedVersions() => ProtocolVersion.DTLSv12.Only();

    protected override int[] GetSupportedCipherSuites() =>
        [
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
            CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
        ];

    public override int[] GetSupportedGroups() => [NamedGroup.secp256r1, NamedGroup.x25519, NamedGroup.secp384r1];

    // P-256 whenever it is offered: half the time of the library's x25519. The library follows the client's order (PreferLocalSupportedGroups is for 1.3).
    protected override int SelectECDH(int minimumCurveBits) =>
        m_context.SecurityParameters.ClientSupportedGroups?.Contains(NamedGroup.secp256r1) == true
            ? NamedGroup.secp256r1
            : base.SelectECDH(minimumCurveBits);

    public override int GetHandshakeTimeoutMillis() => (int)timeout.TotalMilliseconds; // the library's default waits for ever

    public override int GetHandshakeResendTimeMillis() => ResendMilliseconds;

    public override int GetMaxHandshakeMessageSize() => MaximumMessage;

    public override int GetMaxCertificateChainLength() => MaximumChain;

    // RFC 7627: without it the keys for SRTP are not exported.
    public override bool RequiresExtendedMasterSecret() => true;

    // RFC 6347 §4.1.2.7: a record that doesn't authenticate is dropped; else one spoofed datagram would end the connection.
    public override bool IgnoreCorruptDtlsRecords => true;

    public override TlsCredentials GetCredentials() => certificate.CredentialsFor(m_context);

    // Without the request a browser sends no certificate, and there is nothing to hold against the offer's fingerprint.
    public override CertificateRequest GetCertificateRequest() =>
        new([ClientCertificateType.ecdsa_sign], TlsUtilities.GetDefaultSupportedSignatureAlgorithms(m_context), null);

    public override void NotifyClientCertificate(Certificate clientCertificate)
    {
        // RFC 8122 §6.2. Names, dates and issuers say nothing here; that the peer holds the key is proved by its CertificateVerify.
        if (clientCertificate.IsEmpty || DtlsFingerprint.Of(clientCertificate.GetCertificateAt(0).GetEncoded()) != expected)
        {
            Failure = DtlsFailure.FingerprintMismatch;
            throw new TlsFatalAlert(AlertDescription.bad_certificate);
        }
    }

    public override void ProcessClientExtensions(IDictionary<int, byte[]> clientExtensions)
    {
        base.ProcessClientExtensions(clientExtensions);
        _profile = SrtpNegotiation.Choose(TlsSrtpUtilities.GetUseSrtpExtension(clientExtensions));
        if (_profile is null)
        {
            Failure = DtlsFailure.NoSrtpProfile;
            throw new TlsFatalAlert(AlertDescription.handshake_failure);
        }
    }

    public override IDictionary<int, byte[]> GetServerExtensions()
    {
        var extensions = base.GetServerExtensions();
        TlsSrtpUtilities.AddUseSrtpExtension(extensions, SrtpNegotiation.UseSrtp(_profile!.Value));
        return extensions;
    }

    public override void NotifyHandshakeComplete()
    {
        base.NotifyHandshakeComplete();
        connected(SrtpNegotiation.Export(m_context, _profile!.Value));
    }
}
