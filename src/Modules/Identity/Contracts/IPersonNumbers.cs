using ConnectMe.Kernel;

namespace ConnectMe.Identity.Contracts;

/// <summary>
/// Under which numbers of the public network people are reached: the company's own that ring at them, and mobiles. Implemented by the module that knows numbers;
/// the extension stands with the <see cref="Person"/>.
/// </summary>
public interface IPersonNumbers
{
    /// <summary>Their own numbers of the company first.</summary>
    ValueTask<IReadOnlyList<PersonNumber>> Of(CompanyId company, UserId person, CancellationToken ct);

    /// <summary>Of all who work in the company, and of who left and has a number still.</summary>
    ValueTask<IReadOnlyDictionary<UserId, IReadOnlyList<PersonNumber>>> All(CompanyId company, CancellationToken ct);
}

/// <param name="Number">To dial.</param>
/// <param name="Shown">The same for people to read.</param>
public sealed record PersonNumber(string Number, string Shown, bool IsMobile)
{
    /// <summary>Colleagues see it, in the role that the person is in just now.</summary>
    public bool IsForColleagues { get; init; }

    /// <summary>The one role in which it is used; null: in both.</summary>
    public ProfileRole? Role { get; init; }

    /// <summary>The page where an administrator changes it; null: it is no number of the company's.</summary>
    public string? Address { get; init; }
}
