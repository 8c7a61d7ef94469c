using ConnectMe.Kernel;

namespace ConnectMe.Contacts.Contracts;

/// <summary>Whom somebody means by what they type: colleagues, groups and rooms of the company, contacts of the company and their own, by any part of a name, company, department or number (M4.1-03).</summary>
public interface IDirectorySearch
{
    /// <summary>Marked ones first, then those of <paramref name="recent"/>, then by name. Colleagues alone while the database is away.</summary>
    /// <param name="recent">With whom the user had calls, the latest first.</param>
    /// <param name="most">Of each kind.</param>
    ValueTask<IReadOnlyList<FoundEntry>> Find(
        CompanyId company,
        UserId user,
        string typed,
        IReadOnlyList<RecentParty> recent,
        int most,
        CancellationToken ct
    );
}

/// <param name="User">Null outside the company.</param>
/// <param name="Number">E.164; null of a colleague.</param>
public sealed record RecentParty(UserId? User, string? Number);

/// <summary>Somebody in the directory.</summary>
/// <param name="Id">Of the contact or the colleague: their card is /contacts/{id}.</param>
/// <param name="Detail">Company and department, or what a colleague does; may be empty.</param>
/// <param name="Number">To dial: the one that was typed, else the first; empty when there is none.</param>
/// <param name="Shown">The same for people to read.</param>
/// <param name="IsMarked">A VIP or favourite of the user.</param>
/// <param name="IsRecent">The user had a call with them lately.</param>
public sealed record FoundEntry(
    Guid Id,
    string Name,
    string Detail,
    string Number,
    string Shown,
    bool IsColleague,
    bool IsMarked,
    bool IsRecent
)
{
    /// <summary>A group or room of the company: nobody.</summary>
    public bool IsDestination { get; init; }

    /// <summary>The number is in the telephone network: a contact's, or the mobile of a colleague.</summary>
    public bool IsOutside => (!IsColleague && !IsDestination) || Number.StartsWith('+');
}
