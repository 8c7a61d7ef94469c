using ConnectMe.Identity.Contracts;

namespace ConnectMe.Identity.Domain;

/// <summary>A mail that waits for the mail server. It is gone when the server has taken it, and when nobody took it for three days.</summary>
public sealed record OutgoingMail
{
    public Guid Id { get; init; }
    public Guid CompanyId { get; init; }
    public string To { get; init; } = "";
    public string Subject { get; init; } = "";
    public string Text { get; init; } = "";
    public DateTimeOffset QueuedAt { get; init; }
    public DateTimeOffset NextTryAt { get; init; }
    public int Tries { get; init; }

    /// <summary>It is given up then, though the three days are not over.</summary>
    public DateTimeOffset? GoodUntil { get; init; }

    /// <summary>By its path: the file stays with whom it is of.</summary>
    public MailAttachment? Attachment { get; init; }
}
