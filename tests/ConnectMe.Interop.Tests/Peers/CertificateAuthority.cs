using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ConnectMe.Interop.Tests.Peers;

/// <summary>Whom our Host, the phones and the provider of these tests trust. Its files are gone with the test program.</summary>
internal sealed class CertificateAuthority
{
    readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    readonly X509Certificate2 _certificate;
    readonly string _folder = Directory.CreateTempSubdirectory("connectme-ca-").FullName;

    CertificateAuthority()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(_folder, recursive: true);
        var request = new CertificateRequest("CN=Authority of the tests", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        var now = TimeProvider.System.GetUtcNow();
        _certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        CertificatePath = Path.Combine(_folder, "authority.pem");
        File.WriteAllText(CertificatePath, _certificate.ExportCertificatePem());
        ServerPath = Path.Combine(_folder, "server.pem");
        Issue(ServerPath, "CN=server of the tests");
    }

    public static CertificateAuthority OfTheTests { get; } = new();

    /// <summary>Its own certificate.</summary>
    public string CertificatePath { get; }

    /// <summary>Certificate and key that whoever needs one may use, made out to the addresses of loopback that the tests use.</summary>
    public string ServerPath { get; }

    /// <summary>Writes a new certificate and its key to this file, in one move.</summary>
    public void Issue(string path, string subject)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.Parse(Kamailio.Address));
        names.AddDnsName(Kamailio.Domain);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        var now = TimeProvider.System.GetUtcNow();
        using var issued = request.Create(_certificate, now.AddHours(-1), now.AddDays(10), RandomNumberGenerator.GetBytes(12));
        File.WriteAllText(path + ".new", $"{issued.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
        File.Move(path + ".new", path, overwrite: true);
    }
}
