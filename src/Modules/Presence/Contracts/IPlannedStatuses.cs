using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;

namespace ConnectMe.Presence.Contracts;

/// <summary>Which statuses are planned for the people of a company. Implemented by what keeps calendars; answers from memory when it can: calls do not wait for the database.</summary>
public interface IPlannedStatuses
{
    /// <summary>
    /// What is planned around now: all that holds, with what began or ended since it began; all that begins within the next two days; and of each entry at least what it plans next, however far that is.
    /// Where two overlap, the one that begins later holds, and of two that begin together the first of the list. The same list as before where nothing has changed.
    /// </summary>
    ValueTask<IReadOnlyList<PlannedStatus>> Of(CompanyId company, CancellationToken ct);

    /// <summary>The companies in which somebody has planned something.</summary>
    ValueTask<IReadOnlyList<CompanyId>> Companies(CancellationToken ct);
}

/// <summary>Told by what keeps calendars that <see cref="IPlannedStatuses.Of"/> answers otherwise from now on. That time passes it need not tell.</summary>
public interface IPlannedStatusesChanged
{
    /// <summary>Called after the change can be read; whoever made it waits for this. Must not throw.</summary>
    Task PlannedStatusesChanged(CompanyId company);
}

/// <param name="StatusId">One of the company's; when there is none of that id any more, nothing is planned.</param>
/// <param name="Until">From then on it holds no more.</param>
/// <param name="Role">In which role the person is meanwhile (M14.1-05).</param>
public sealed record PlannedStatus(UserId Person, Guid StatusId, DateTimeOffset From, DateTimeOffset Until, ProfileRole Role);
