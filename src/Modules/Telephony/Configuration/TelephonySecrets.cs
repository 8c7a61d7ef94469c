using System.Security.Cryptography;
using System.Text;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;
using Marten;
using Microsoft.AspNetCore.DataProtection;

namespace ConnectMe.Telephony.Configuration;

/// <summary>Makes, keeps and gives out what devices and trunks prove themselves with.</summary>
internal sealed class TelephonySecrets(IDocumentStore store, IDataProtectionProvider protection, TelephonySettings settings)
{
    readonly IDataProtector _trunks = protection.CreateProtector("ConnectMe.Telephony.TrunkPassword");

    /// <summary>The realm of every challenge to a device.</summary>
    public string Realm => settings.SipRealm;

    /// <summary>A new account name: "d-" and 12 signs, unguessable and unique as far as chance goes (an index makes sure).</summary>
    public static string NewUsername() => "d-" + RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 12);

    /// <summary>24 signs, without those that look alike on a phone's display: 140 bits.</summary>
    public static string NewSecret() => RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789", 24);

    public DeviceSecret SecretOf(Guid device, string username, string secret)
    {
        var a1 = Encoding.UTF8.GetBytes($"{username}:{Realm}:{secret}");
        return new DeviceSecret(device, Realm, Md5(a1), Convert.ToHexStringLower(SHA256.HashData(a1)));
    }

    public TrunkPassword PasswordOf(Guid trunk, string password) => new(trunk, _trunks.Protect(password));

    /// <summary>By device, of all companies.</summary>
    public async Task<IReadOnlyDictionary<Guid, DeviceSecret>> OfDevices(CancellationToken ct)
    {
        await using var query = store.QuerySession();
        var all = await query.Query<DeviceSecret>().Where(secret => secret.AnyTenant()).ToListAsync(ct);
        return all.Where(secret => secret.Realm == Realm).ToDictionary(secret => secret.Id);
    }

    /// <summary>Null when it has none, or when the keys that it was encrypted with are gone: it must be typed in again.</summary>
    public async Task<string?> PasswordOf(CompanyId company, Guid trunk, CancellationToken ct)
    {
        await using var query = store.QueryFor(company);
        if (await query.LoadAsync<TrunkPassword>(trunk, ct) is not { } kept)
        {
            return null;
        }

        try
        {
            return _trunks.Unprotect(kept.Protected);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

#pragma warning disable CA5351 // RFC 3261 §22.4: phones that know only MD5 are most phones
    static string Md5(byte[] a1) => Convert.ToHexStringLower(MD5.HashData(a1));
#pragma warning restore CA5351
}
