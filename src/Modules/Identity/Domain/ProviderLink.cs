using System.Security.Cryptography;
using System.Text;

namespace ConnectMe.Identity.Domain;

/// <summary>An account at a provider that leads to a person of the company. Kept by issuer and subject, never by an address: that may be given to somebody else.</summary>
/// <param name="Id">As <see cref="IdOf"/> gives it; one per company.</param>
/// <param name="Account">What the person calls that account, for them to read; may be empty.</param>
public sealed record ProviderLink(string Id, Guid UserId, Guid ProviderId, string Issuer, string Account, DateTimeOffset LinkedAt)
{
    public static string IdOf(string issuer, string subject) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{issuer}\n{subject}")));
}
