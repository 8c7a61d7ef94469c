namespace ConnectMe.Telephony.Domain;

/// <summary>The last time that a rule or cap on calls to outside refused or cut one, or came near to it (A4-03), or that a call could not be recorded (R9).</summary>
/// <param name="Id">Which: the end of its texts' keys. One document each per company.</param>
/// <param name="Person">Whose call it was.</param>
/// <param name="MailedAt">When a mail last went out about it; null: never.</param>
public sealed record DialAlarm(string Id, string Person, DateTimeOffset At, DateTimeOffset? MailedAt)
{
    /// <summary>At most one mail of a kind in this time.</summary>
    public static readonly TimeSpan BetweenMails = TimeSpan.FromHours(1);

    /// <summary>How long the settings page shows it.</summary>
    public static readonly TimeSpan ShownFor = TimeSpan.FromDays(1);

    /// <summary>It is of the disk and not of calls to outside (R9).</summary>
    public bool IsOfRecordings => Id.StartsWith("Recording", StringComparison.Ordinal);

    public bool MayMailAt(DateTimeOffset now) => !(MailedAt > now - BetweenMails);
}
