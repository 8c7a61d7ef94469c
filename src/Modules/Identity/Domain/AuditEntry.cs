using ConnectMe.Identity.Contracts;

namespace ConnectMe.Identity.Domain;

/// <summary>
/// One act in a company's audit log (A10-03). Written in the transaction of what was done, and sealed right after: it gets its number, and a hash over itself and
/// the entry before it. Never changed after that.
/// </summary>
public sealed record AuditEntry
{
    public Guid Id { get; init; }

    public Guid CompanyId { get; init; }

    /// <summary>From 1, without gaps; 0: not sealed yet.</summary>
    public long Number { get; init; }

    /// <summary>In UTC.</summary>
    public DateTimeOffset At { get; init; }

    public AuditKind Kind { get; init; }

    /// <summary>A route, or a word of the log's own; <see cref="AuditedAct"/> has its sentence.</summary>
    public string Act { get; init; } = "";

    public AuditResult Result { get; init; }

    /// <summary>Null: nobody who is known.</summary>
    public Guid? By { get; init; }

    /// <summary>As they were called then.</summary>
    public string ByName { get; init; } = "";

    public string Address { get; init; } = "";

    public string Browser { get; init; } = "";

    public Guid? AboutId { get; init; }

    /// <summary>What it was done to, as it was called then; may be empty.</summary>
    public string About { get; init; } = "";

    /// <summary>The route by which somebody signed in, or <see cref="ByProvider"/> and the provider's name; empty otherwise.</summary>
    public string Method { get; init; } = "";

    /// <summary>What is looked for in it, in small letters.</summary>
    public string Words { get; init; } = "";

    /// <summary>Random, hex; gone when who did it was erased. Null in entries of before there was erasing.</summary>
    public string? BySalt { get; init; }

    /// <summary>SHA-256 over the salt and who did it from where: what the seal is over, so that they can leave and the seal stays whole.</summary>
    public string? ByMark { get; init; }

    /// <summary>As <see cref="BySalt"/>, of what it was done to.</summary>
    public string? AboutSalt { get; init; }

    /// <summary>As <see cref="ByMark"/>, of what it was done to.</summary>
    public string? AboutMark { get; init; }

    /// <summary>The person for whose erasure names left this entry; there is an entry that says so.</summary>
    public Guid? ErasedFor { get; init; }

    /// <summary>Of the entry with the number before, hex.</summary>
    public string Previous { get; init; } = "";

    /// <summary>SHA-256 of all above, hex.</summary>
    public string Hash { get; init; } = "";

    public const string SignedIn = "signed-in";
    public const string SignInRefused = "sign-in-refused";
    public const string ByProvider = "provider: ";
    public const string Tidied = "audit-tidied";

    /// <summary>After the route by which somebody signed in, or tried to, when the company's directory has their password.</summary>
    public const string ByDirectory = " directory";
    public const string RescueOffered = "rescue-offered";
    public const string Rescued = "rescued";
    public const string PersonErased = "person-erased";
    public const string NumberErased = "number-erased";
    public const int LongestText = 200;
}

public enum AuditResult
{
    Done,

    /// <summary>The input was not accepted, or there was nothing at that address.</summary>
    Refused,

    /// <summary>Without the right to it.</summary>
    Denied,

    /// <summary>The server could not.</summary>
    Failed,
}

/// <summary>Where a company's audit log ends, and where it begins: entries that are too old are gone.</summary>
/// <param name="Id">The company's.</param>
/// <param name="Number">Of the last entry.</param>
/// <param name="Hash">Of the last entry.</param>
public sealed record AuditHead(Guid Id, long Number, string Hash)
{
    /// <summary>Of the last entry that was removed for its age; 0: none was.</summary>
    public long Removed { get; init; }

    /// <summary>Of the last entry that was removed for its age.</summary>
    public string RemovedHash { get; init; } = "";
}
