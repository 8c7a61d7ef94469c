using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Numbering;

namespace ConnectMe.Telephony.History;

/// <summary>One of the calls of which the log shows one line, because they were handed on.</summary>
/// <param name="Caller">The name, else the number; empty when it was hidden.</param>
/// <param name="Callee">Likewise; empty when the caller began a conference.</param>
internal sealed record CallLogPart(DateTimeOffset PlacedAt, string Caller, string Callee, TimeSpan? Duration, CallOutcome Outcome)
{
    /// <summary>Who parked, fetched or took it; empty when that is not what happened to it.</summary>
    public IReadOnlyList<CallStep> Steps { get; init; } = [];

    /// <summary>The name of the application that it came to; <see cref="Callee"/> is whose call it took then.</summary>
    public string? Application { get; init; }

    public static CallLogPart Of(CallRecord record, string region) =>
        new(
            record.PlacedAt,
            Named(
                record.CallerName,
                record.CallerId is null ? NumberPlan.ShowShort(record.CallerExtension, region) : record.CallerExtension
            ),
            Named(record.CalleeName, record.Dialled.StartsWith('+') ? NumberPlan.ShowShort(record.Dialled, region) : record.Dialled),
            record.Duration,
            record.Outcome!.Value
        )
        {
            Application = record.Application,
            Steps = [.. CallStep.Of(record)],
        };

    static string Named(string? name, string number) => string.IsNullOrEmpty(name) ? number : name;
}
