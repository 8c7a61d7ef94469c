namespace ConnectMe.Telephony.History;

/// <summary>Which calls of the log are wanted; all of them without anything set.</summary>
/// <param name="From">The first moment.</param>
/// <param name="Until">The first moment that is too late.</param>
/// <param name="OtherUser">With this colleague.</param>
/// <param name="OtherNumber">With this number outside, E.164 or as the network gave it.</param>
internal sealed record CallLogFilter(
    CallLogKind Kind = CallLogKind.All,
    DateTimeOffset? From = null,
    DateTimeOffset? Until = null,
    Guid? OtherUser = null,
    string? OtherNumber = null
)
{
    public static CallLogFilter None { get; } = new();
}

internal enum CallLogKind
{
    All,
    Missed,
    Incoming,
    Outgoing,
}
