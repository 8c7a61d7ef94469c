using ConnectMe.Kernel;

namespace ConnectMe.Identity.Contracts;

/// <summary>Under which numbers of the public network somebody is reached. Implemented by the module that knows numbers; the extension stands with the <see cref="Person"/>.</summary>
public interface IPersonNumbers
{
    /// <summary>Their own numbers of the company first.</summary>
    ValueTask<IReadOnlyList<PersonNumber>> Of(CompanyId company, UserId person, CancellationToken ct);
}

/// <param name="Number">To dial.</param>
/// <param name="Shown">The same for people to read.</param>
/// <param name="IsPrivate">Noted by the person for their own calls: not for colleagues.</param>
public sealed record PersonNumber(string Number, string Shown, bool IsMobile, bool IsPrivate);
