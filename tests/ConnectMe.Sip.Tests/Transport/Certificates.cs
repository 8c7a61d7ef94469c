using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ConnectMe.Sip.Tests.Transport;

/// <summary>Certificates made for the tests.</summary>
static class Certificates
{
    public static X509Certificate2 Server { get; } = Create("CN=sip.example");

    public static X509Certificate2 Create(string subject)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        var from = DateTimeOffset.UnixEpoch.AddYears(50);
        using var certificate = request.CreateSelfSigned(from, from.AddYears(50));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
