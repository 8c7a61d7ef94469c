namespace ConnectMe.Voicemail.Domain;

/// <summary>A message that a caller left with somebody, or with a group. Of a deleted one this remains until it is as old as messages are kept.</summary>
/// <param name="OwnerId">The person, or the group.</param>
public sealed partial record VoicemailMessage(
    Guid Id,
    Guid OwnerId,
    Guid Root,
    Guid? CallerId,
    string CallerName,
    string CallerNumber,
    bool CallerIsOutside,
    DateTimeOffset LeftAt,
    TimeSpan Length,
    long Bytes,
    IReadOnlyList<byte> Peaks,
    DateTimeOffset? HeardAt,
    DateTimeOffset? DeletedAt
)
{
    public bool IsNew => HeardAt is null;

    public bool IsKept => DeletedAt is null;

    public static VoicemailMessage Create(VoicemailLeft left) =>
        new(
            left.MessageId,
            left.OwnerId,
            left.Root,
            left.CallerId,
            left.CallerName,
            left.CallerNumber,
            left.CallerIsOutside,
            left.LeftAt,
            left.Length,
            left.Bytes,
            left.Peaks,
            HeardAt: null,
            DeletedAt: null
        );

    public VoicemailMessage Apply(VoicemailHeard heard) => this with { HeardAt = HeardAt ?? heard.At };

    public VoicemailMessage Apply(VoicemailDeleted deleted) => this with { DeletedAt = deleted.At };
}
