using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ConnectMe.Host.Web;

/// <summary>A certificate with its chain and key, as an administrator gives them in PEM, and what is wrong with them.</summary>
/// <param name="Refusal">It can't be used at all; null: it can.</param>
/// <param name="Warnings">It can be used, but browsers will complain.</param>
/// <param name="Pem">As it is kept.</param>
internal sealed record GivenCertificate(CertificateFault? Refusal, IReadOnlyList<CertificateFault> Warnings, string Pem)
{
    /// <param name="host">Where browsers reach us.</param>
    public static GivenCertificate Read(string certificates, string key, string host, DateTimeOffset now)
    {
        var all = new X509Certificate2Collection();
        try
        {
            all.ImportFromPem(certificates);
        }
        catch (CryptographicException)
        {
            return Refused(CertificateFault.NoCertificate);
        }

        try
        {
            return all.Count == 0 ? Refused(CertificateFault.NoCertificate)
                : RefusalOf(all[0], key, now) is { } refusal ? Refused(refusal)
                : new GivenCertificate(Refusal: null, [.. WarningsOf(all, host)], PemOf(all, key));
        }
        finally
        {
            foreach (var certificate in all)
            {
                certificate.Dispose();
            }
        }
    }

    static CertificateFault? RefusalOf(X509Certificate2 leaf, string key, DateTimeOffset now)
    {
        if (key.Contains("ENCRYPTED", StringComparison.Ordinal))
        {
            return CertificateFault.KeyHasPassword;
        }

        try
        {
            using var both = X509Certificate2.CreateFromPem(leaf.ExportCertificatePem(), key);
        }
        catch (CryptographicException)
        {
            return IsKey(key) ? CertificateFault.KeyDiffers : CertificateFault.NoKey;
        }
        catch (ArgumentException)
        {
            return CertificateFault.KeyDiffers;
        }

        return leaf.NotAfter.ToUniversalTime() <= now.UtcDateTime ? CertificateFault.Expired
            : leaf.NotBefore.ToUniversalTime() > now.UtcDateTime ? CertificateFault.NotYetValid
            : null;
    }

    static IEnumerable<CertificateFault> WarningsOf(X509Certificate2Collection all, string host)
    {
        if (!all[0].MatchesHostname(host))
        {
            yield return CertificateFault.NameDiffers;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.ExtraStore.AddRange(all);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true; // as a browser that has only what we send
        if (chain.Build(all[0]))
        {
            yield break;
        }

        var said = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (flags, status) => flags | status.Status);
        if (said.HasFlag(X509ChainStatusFlags.PartialChain))
        {
            yield return CertificateFault.ChainIncomplete;
        }
        else if (said.HasFlag(X509ChainStatusFlags.UntrustedRoot))
        {
            yield return CertificateFault.NotTrusted;
        }
    }

    /// <summary>Only what we have read, in the order a handshake sends it.</summary>
    static string PemOf(X509Certificate2Collection all, string key)
    {
        var found = PemEncoding.Find(key);
        return string.Join('\n', all.Select(certificate => certificate.ExportCertificatePem()).Append(key[found.Location])) + "\n";
    }

    static bool IsKey(string key)
    {
        using var rsa = RSA.Create();
        using var ecdsa = ECDsa.Create();
        return Imports(rsa, key) || Imports(ecdsa, key);
    }

    static bool Imports(AsymmetricAlgorithm algorithm, string key)
    {
        try
        {
            algorithm.ImportFromPem(key);
            return true;
        }
        catch (Exception other) when (other is CryptographicException or ArgumentException)
        {
            return false;
        }
    }

    static GivenCertificate Refused(CertificateFault fault) => new(fault, [], "");
}

/// <summary>The texts of the page have a sentence for each.</summary>
internal enum CertificateFault
{
    NoCertificate,
    NoKey,
    KeyHasPassword,

    /// <summary>A key, but another certificate's.</summary>
    KeyDiffers,
    Expired,
    NotYetValid,

    /// <summary>Made for other names than the one by which the administrator reached us.</summary>
    NameDiffers,

    /// <summary>Those between it and a known root are missing.</summary>
    ChainIncomplete,

    /// <summary>Made by itself, or by an authority that this machine does not know.</summary>
    NotTrusted,
}
