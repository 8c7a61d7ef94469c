using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ConnectMe.Identity.Domain;

namespace ConnectMe.Identity.Audit;

/// <summary>
/// The chain: each entry's hash is over itself and the hash before it, so that none can be changed, removed or put in between without a trace. Of names and addresses it is over a salted
/// hash: somebody who is erased leaves an entry, and the chain is whole (docs/decisions/0020).
/// </summary>
internal static class AuditSeal
{
    public static AuditEntry Seal(AuditEntry entry, long number, string previous)
    {
        var salted = entry with { Number = number, Previous = previous, BySalt = NewSalt(), AboutSalt = NewSalt() };
        var marked = salted with { ByMark = MarkOfBy(salted), AboutMark = MarkOfAbout(salted) };
        return marked with { Hash = HashOf(marked) };
    }

    /// <summary>As it was written, but for what erasing takes away.</summary>
    public static bool IsWhole(AuditEntry entry) =>
        entry.ByMark is null
            ? entry.ErasedFor is not null || entry.Hash == HashOf(entry)
            : entry.Hash == HashOf(entry)
                && entry.Words == WordsOf(entry)
                && (IsErased(entry, entry.BySalt) || entry.ByMark == MarkOfBy(entry))
                && (IsErased(entry, entry.AboutSalt) || entry.AboutMark == MarkOfAbout(entry));

    /// <summary>Without who did it and from where.</summary>
    public static AuditEntry WithoutBy(AuditEntry entry, Guid person, string pseudonym) =>
        Worded(entry with { ByName = entry.By is null ? "" : pseudonym, Address = "", Browser = "", BySalt = null, ErasedFor = person });

    /// <summary>Without what it was done to.</summary>
    public static AuditEntry WithoutAbout(AuditEntry entry, Guid person, string pseudonym) =>
        Worded(entry with { About = pseudonym, AboutSalt = null, ErasedFor = person });

    /// <summary>What is looked for in an entry.</summary>
    public static string WordsOf(AuditEntry entry) => $"{entry.ByName}\n{entry.About}\n{entry.Address}".ToLowerInvariant();

    public static string HashOf(AuditEntry entry) => Hash(entry.ByMark is null ? WrittenBefore(entry) : Written(entry));

    static bool IsErased(AuditEntry entry, string? salt) => entry.ErasedFor is not null && salt is null;

    static AuditEntry Worded(AuditEntry entry) => entry with { Words = WordsOf(entry) };

    static string MarkOfBy(AuditEntry entry) => Hash([entry.BySalt ?? "", entry.ByName, entry.Address, entry.Browser]);

    static string MarkOfAbout(AuditEntry entry) => Hash([entry.AboutSalt ?? "", entry.About]);

    /// <summary>As JSON: no text can look like the end of a field.</summary>
    static string Hash(string[] fields) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(fields))));

    static string[] Written(AuditEntry entry) =>
        [
            entry.Previous,
            entry.Number.ToString(CultureInfo.InvariantCulture),
            entry.Id.ToString("n"),
            entry.CompanyId.ToString("n"),
            entry.At.UtcTicks.ToString(CultureInfo.InvariantCulture),
            entry.Kind.ToString(),
            entry.Act,
            entry.Result.ToString(),
            entry.By?.ToString("n") ?? "",
            entry.AboutId?.ToString("n") ?? "",
            entry.Method,
            entry.ByMark!,
            entry.AboutMark!,
        ];

    /// <summary>Entries of before there was erasing.</summary>
    static string[] WrittenBefore(AuditEntry entry) =>
        [
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
        ];

    static string NewSalt() => RandomNumberGenerator.GetHexString(32, lowercase: true);
}
