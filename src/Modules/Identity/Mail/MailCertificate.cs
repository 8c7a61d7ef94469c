using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace ConnectMe.Identity.Mail;

/// <summary>Whether the certificate of a mail server is signed by the authority of one's own (<see cref="OAuthSettings.TrustedRoot"/>), or by one that the system trusts.</summary>
internal static class MailCertificate
{
    public static bool IsTrusted(X509Certificate? shown, SslPolicyErrors errors, OAuthSettings options)
    {
        if (errors is SslPolicyErrors.None)
        {
            return true;
        }

        if (errors is not SslPolicyErrors.RemoteCertificateChainErrors || shown is not X509Certificate2 certificate)
        {
            return false; // none, or of another name
        }

        using var root = X509CertificateLoader.LoadCertificateFromFile(options.TrustedRoot);
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(root);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck; // one's own authority seldom has a place to ask
        return chain.Build(certificate);
    }
}
