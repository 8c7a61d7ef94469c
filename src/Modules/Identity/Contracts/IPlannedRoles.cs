using ConnectMe.Kernel;

namespace ConnectMe.Identity.Contracts;

/// <summary>
/// In which role people are because they planned it (M14.1-05). Implemented by what knows the plans, which also says when it changes (<see cref="IPeopleChanged"/>); answers from memory when it can.
/// </summary>
public interface IPlannedRoles
{
    /// <summary>Of those for whom a plan holds just now; the same answer as before where nothing has changed.</summary>
    ValueTask<IReadOnlyDictionary<UserId, PlannedRole>> Of(CompanyId company, CancellationToken ct);
}

/// <param name="Since">What somebody chose themselves after this goes before it.</param>
public sealed record PlannedRole(ProfileRole Role, DateTimeOffset Since);
