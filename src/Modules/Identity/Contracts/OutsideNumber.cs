using ConnectMe.Kernel;

namespace ConnectMe.Identity.Contracts;

/// <summary>The number of somebody outside the company who asks to be forgotten (GDPR article 17).</summary>
/// <param name="Id">Stands in what is left, in place of the number; of one erasure.</param>
/// <param name="E164">"+31205550142".</param>
public sealed record OutsideNumber(CompanyId Company, Guid Id, string E164)
{
    /// <summary>As somebody whom <see cref="IErasure.Erase(ErasedPerson, CancellationToken)"/> takes out of shared facts.</summary>
    public ErasedPerson Person => new(Company, new UserId(Id), [], [E164]);

    /// <summary>The same number as a trunk or a person wrote it: "020 555 0142", "0031205550142". Longer than an extension gets.</summary>
    public bool Is(string written) =>
        string.Concat(written.Where(char.IsAsciiDigit)).TrimStart('0') is { Length: > 6 } digits
        && E164.EndsWith(digits, StringComparison.Ordinal);
}

/// <summary>How much a module keeps under a number.</summary>
public sealed record KeptOfNumber(KeptKind Kind, int Count)
{
    /// <summary>What it is called there: the audit log may say it too.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];
}

/// <summary>What can be kept under a number.</summary>
public enum KeptKind
{
    Calls,

    /// <summary>What people of the company wrote down about such a call.</summary>
    Notes,
    Recordings,
    Voicemail,
    Contacts,
    Blocked,

    /// <summary>People's calls go there.</summary>
    Forwardings,

    /// <summary>It is no number from outside: it is the company's, or of somebody who works or worked there. Nothing is erased.</summary>
    Own,
}
