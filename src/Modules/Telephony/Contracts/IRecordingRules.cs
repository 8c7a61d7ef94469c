using ConnectMe.Kernel;

namespace ConnectMe.Telephony.Contracts;

/// <summary>What the administrator set for recordings. Answers from memory when it can.</summary>
public interface IRecordingRules
{
    ValueTask<RecordingLimits> Of(CompanyId company, CancellationToken ct);
}

/// <param name="Bytes">That a person's recordings may take together.</param>
/// <param name="Length">Of one.</param>
/// <param name="Retention">After which they are deleted; null: never by themselves.</param>
public sealed record RecordingLimits(long Bytes, TimeSpan Length, TimeSpan? Retention);
