using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ConnectMe.Identity.Domain;

namespace ConnectMe.Identity.Audit;

/// <summary>The chain: each entry's hash is over itself and the hash before it, so that none can be changed, removed or put in between without a trace.</summary>
internal static class AuditSeal
{
    public static AuditEntry Seal(AuditEntry entry, long number, string previous)
    {
        var numbered = entry with { Number = number, Previous = previous };
        return numbered with { Hash = HashOf(numbered) };
    }

    public static string HashOf(AuditEntry entry) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Written(entry))));

    /// <summary>As JSON: no text can look like the end of a field.</summary>
    static string Written(AuditEntry entry) =>
        JsonSerializer.Serialize(
            new[]
            {
                entry.Previous,
                entry.Number.ToString(CultureInfo.InvariantCulture),
                entry.Id.ToString("n"),
                entry.CompanyId.ToString("n"),
                entry.At.UtcTicks.ToString(CultureInfo.InvariantCulture),
                entry.Kind.ToString(),
                entry.Act,
                entry.Result.ToString(),
                entry.By?.ToString("n") ?? "",
                entry.ByName,
                entry.Address,
                entry.Browser,
                entry.AboutId?.ToString("n") ?? "",
                entry.About,
                entry.Method,
                entry.Words,
            }
        );
}
