namespace ConnectMe.Identity.Domain;

/// <summary>A file that an administrator sent and that waits for their yes; nothing of it is a person yet. A next one takes its place.</summary>
/// <param name="Id">The administrator's id.</param>
public sealed record PendingPeople(Guid Id, string FileName, byte[] Content, DateTimeOffset At);

/// <summary>What came in together and can be taken back together.</summary>
/// <param name="By">The administrator who confirmed it.</param>
public sealed record ImportedPeople(Guid Id, Guid By, DateTimeOffset At, IReadOnlyList<Guid> Added, IReadOnlyList<ImportedChange> Changed)
{
    public static readonly TimeSpan CanBeUndone = TimeSpan.FromDays(1);
}

/// <summary>How somebody was before, and what the file made of them: who is different again since then is left alone.</summary>
public sealed record ImportedChange(UserChanged Before, UserChanged After, Guid? TemplateBefore, Guid? TemplateAfter);
