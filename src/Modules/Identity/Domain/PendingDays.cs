namespace ConnectMe.Identity.Domain;

/// <summary>A calendar that was sent and waits for an administrator's yes; none of its days counts yet. A next one takes its place.</summary>
/// <param name="Id">The company's id.</param>
public sealed record PendingDays(Guid Id, string FileName, byte[] Content, DateTimeOffset At);
