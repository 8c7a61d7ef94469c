using ConnectMe.Kernel;

namespace ConnectMe.Telephony.Contracts;

/// <summary>What the administrator set for recordings. Answers from memory when it can.</summary>
public interface IRecordingRules
{
    ValueTask<RecordingLimits> Of(CompanyId company, RecordingKind kind, CancellationToken ct);

    /// <returns>Null: recordings are played nowhere else.</returns>
    ValueTask<RecordingPortal?> PortalOf(CompanyId company, CancellationToken ct);

    /// <summary>Who may listen to the extended recordings of others.</summary>
    ValueTask<IReadOnlyList<Guid>> ListenersOf(CompanyId company, CancellationToken ct);
}

/// <summary>Where recordings are played outside this product (M12.1-08).</summary>
/// <param name="Address">Absolute, over https.</param>
/// <param name="IsFirst">The menu leads there at once.</param>
public sealed record RecordingPortal(Uri Address, bool IsFirst);

/// <param name="Bytes">That a person's recordings may take together.</param>
/// <param name="Length">Of one.</param>
/// <param name="Retention">After which they are deleted; null: never by themselves.</param>
public sealed record RecordingLimits(long Bytes, TimeSpan Length, TimeSpan? Retention);
