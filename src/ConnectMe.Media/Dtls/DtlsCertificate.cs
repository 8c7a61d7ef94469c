using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Tls;
using Org.BouncyCastle.Tls.Crypto;
using HashAlgorithm = Org.BouncyCastle.Tls.HashAlgorithm;

namespace ConnectMe.Media.Dtls;

/// <summary>A self-signed P-256 certificate that lives as long as the process. Who holds it is proved by the fingerprint in the answer, not by its names or dates.</summary>
internal sealed class DtlsCertificate : IDisposable
{
    readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    readonly Lock _signing = new();
    readonly byte[] _encoded;

    public DtlsCertificate(DateTimeOffset now)
    {
        var request = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=ConnectMe", _key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(1));
        _encoded = certificate.Export(X509ContentType.Cert);
        Fingerprint = DtlsFingerprint.Of(_encoded);
    }

    public DtlsFingerprint Fingerprint { get; }

    public TlsCredentialedSigner CredentialsFor(TlsContext context) =>
        new DefaultTlsCredentialedSigner(
            new TlsCryptoParameters(context),
            new Signer(this),
            new Certificate([context.Crypto.CreateCertificate(_encoded)]),
            SignatureAndHashAlgorithm.GetInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa)
        );

    public void Dispose() => _key.Dispose();

    // The private key stays with the platform, which also signs twice as fast as the library.
    sealed class Signer(DtlsCertificate certificate) : TlsSigner
    {
        public byte[] GenerateRawSignature(SignatureAndHashAlgorithm algorithm, byte[] hash)
        {
            lock (certificate._signing)
            {
                return certificate._key.SignHash(hash, DSASignatureFormat.Rfc3279DerSequence);
            }
        }

        public TlsStreamSigner? GetStreamSigner(SignatureAndHashAlgorithm algorithm) => null;
    }
}
