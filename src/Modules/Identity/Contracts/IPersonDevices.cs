using ConnectMe.Kernel;

namespace ConnectMe.Identity.Contracts;

/// <summary>Implemented by the module that has the phones: those of a person stand beside their sign-ins (A10-03).</summary>
public interface IPersonDevices
{
    Task<IReadOnlyList<PersonDevice>> Of(CompanyId company, UserId person, CancellationToken ct);

    /// <summary>Signs it out for good. One that is not this person's stays.</summary>
    Task Revoke(CompanyId company, UserId person, Guid device, CancellationToken ct);
}

/// <param name="Account">What it registers with.</param>
/// <param name="From">The address it was last registered from; empty: never seen.</param>
/// <param name="LastSeen">Null: never seen.</param>
public sealed record PersonDevice(Guid Id, string Name, string Account, bool IsOnline, string From, DateTimeOffset? LastSeen);
