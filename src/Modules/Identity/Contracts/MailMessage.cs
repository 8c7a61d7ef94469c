namespace ConnectMe.Identity.Contracts;

/// <summary>A mail in plain text to one address.</summary>
/// <param name="Subject">One line: signs that would end it become blanks.</param>
public sealed record MailMessage(string To, string Subject, string Text)
{
    /// <summary>Worth nothing after that, such as a code; null: it may wait for as long as mail does.</summary>
    public DateTimeOffset? GoodUntil { get; init; }

    public MailAttachment? Attachment { get; init; }
}

/// <summary>A file that is read when the mail goes; one that is not there any more is left out.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="Name">As the reader sees it.</param>
/// <param name="ContentType">"audio/ogg".</param>
public sealed record MailAttachment(string Path, string Name, string ContentType);
