namespace ConnectMe.Contacts.Domain;

/// <summary>A file that was sent and waits for its owner's yes; nothing of it is a contact yet. A next one takes its place.</summary>
/// <param name="Id">The user's id.</param>
public sealed record PendingImport(Guid Id, string FileName, byte[] Content, DateTimeOffset At)
{
    /// <summary>For everybody; else for who sent it.</summary>
    public bool IsForCompany { get; init; }
}

/// <summary>What came in together and can be taken back together.</summary>
public sealed record ImportedContacts(Guid Id, Guid Owner, IReadOnlyList<Guid> Contacts, DateTimeOffset At)
{
    public static readonly TimeSpan CanBeUndone = TimeSpan.FromDays(1);
}
