using System.Collections.Immutable;
using ConnectMe.Kernel;

namespace ConnectMe.Contacts.Contracts;

/// <summary>Whose calls the people of a company do not want. Answers from memory when it can: calls do not wait for the database.</summary>
public interface IScreenings
{
    /// <summary>Of everybody who turned somebody or something away; who is not in it takes all calls.</summary>
    ValueTask<ImmutableDictionary<UserId, Screening>> Of(CompanyId company, CancellationToken ct);

    /// <summary>From now on this person's calls from that number are turned away.</summary>
    /// <param name="number">E.164, or the digits that came instead.</param>
    Task Block(CompanyId company, UserId owner, string number, string name, CancellationToken ct);
}

/// <summary>Implemented by what keeps something that was made from the screenings.</summary>
public interface IScreeningsChanged
{
    /// <summary>Called after the change can be read; whoever made it waits for this, so that what was blocked is blocked when they hear of it. Must not throw.</summary>
    Task ScreeningsChanged(CompanyId company);
}

/// <summary>Whose calls from outside one person does not want.</summary>
/// <param name="Blocked">E.164, or the digits that came instead.</param>
/// <param name="Known">The numbers of their contacts, when <paramref name="OnlyContacts"/>; else empty.</param>
public sealed record Screening(bool RejectsAnonymous, bool OnlyContacts, IReadOnlySet<string> Blocked, IReadOnlySet<string> Known);
