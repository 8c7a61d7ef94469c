namespace ConnectMe.Voicemail.Domain;

/// <summary>What somebody set about their voicemail. A document without a history; who has none has set nothing.</summary>
/// <param name="Id">The person's.</param>
/// <param name="IsOff">They do not want messages (M8.2-01). Whether they may have any is a right.</param>
public sealed record Mailbox(Guid Id, bool IsOff, MessageMail Mail)
{
    public static Mailbox Of(Guid person) => new(person, IsOff: false, MessageMail.None);
}

/// <summary>What is mailed when somebody left a message (B3).</summary>
public enum MessageMail
{
    None,
    Notice,

    /// <summary>The message itself is attached.</summary>
    WithSound,
}
