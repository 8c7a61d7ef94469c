using System.Security.Cryptography;
using Marten;
using Microsoft.AspNetCore.DataProtection;

namespace ConnectMe.Telephony.Waking;

/// <summary>This installation's key: made at the first need, kept in the database, encrypted.</summary>
internal sealed class VapidKeys(IDocumentStore store, IDataProtectionProvider protection) : IDisposable
{
    readonly IDataProtector _protector = protection.CreateProtector("ConnectMe.Telephony.Vapid");
    readonly SemaphoreSlim _reading = new(1);
    VapidKey? _key;

    public async Task<VapidKey> Mine(CancellationToken ct)
    {
        if (_key is { } known)
        {
            return known;
        }

        await _reading.WaitAsync(ct);
        try
        {
            return _key ??= await Read(ct);
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose()
    {
        _key?.Dispose();
        _reading.Dispose();
    }

    async Task<VapidKey> Read(CancellationToken ct)
    {
        await using var session = store.LightweightSession();
        if (await session.LoadAsync<KeptVapidKey>(KeptVapidKey.Only, ct) is { } kept && Unprotected(kept) is { } pair)
        {
            return new VapidKey(pair);
        }

        // None yet, or the keys that it was encrypted with are gone: then browsers subscribe anew when their pages are opened.
        var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        session.Store(new KeptVapidKey(KeptVapidKey.Only, _protector.Protect(Convert.ToBase64String(made.ExportPkcs8PrivateKey()))));
        await session.SaveChangesAsync(ct);
        return new VapidKey(made);
    }

    ECDsa? Unprotected(KeptVapidKey kept)
    {
        try
        {
            var pair = ECDsa.Create();
            pair.ImportPkcs8PrivateKey(Convert.FromBase64String(_protector.Unprotect(kept.Protected)), out _);
            return pair;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

internal sealed record KeptVapidKey(Guid Id, string Protected)
{
    public static readonly Guid Only = new("5d0f2c51-8f6e-4c0e-9c5b-0f1f2c7a9b10");
}
