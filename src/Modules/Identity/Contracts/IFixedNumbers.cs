using ConnectMe.Kernel;

namespace ConnectMe.Identity.Contracts;

/// <summary>Implemented by who has the company's numbers in the telephone network: which of them ring at whom.</summary>
public interface IFixedNumbers
{
    /// <summary>By person, each as E.164 or, of one that has none, as it was noted; who has no number is not in it.</summary>
    ValueTask<IReadOnlyDictionary<UserId, IReadOnlyList<FixedNumber>>> Of(CompanyId company, CancellationToken ct);
}

/// <param name="Address">The page where an administrator changes it.</param>
public sealed record FixedNumber(string Number, string Address);
