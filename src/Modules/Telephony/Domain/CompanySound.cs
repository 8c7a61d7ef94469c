using ConnectMe.Telephony.Contracts;

namespace ConnectMe.Telephony.Domain;

/// <summary>A sound of the company's own. Its content is a document beside it, and another file is another content.</summary>
/// <param name="Language">"nl" or "en"; null: of none.</param>
public sealed partial record CompanySound(Guid Id, string Name, SoundKind Kind, string? Language, Guid ContentId, double Seconds)
{
    /// <summary>That a company has.</summary>
    public const int Most = 100;

    public const int LongestName = 60;

    public const int MostBytes = 10 * 1024 * 1024;

    public const int MostAnnouncementSeconds = 120;

    public const int MostMusicSeconds = 300;

    public static int MostSeconds(SoundKind kind) => kind is SoundKind.Music ? MostMusicSeconds : MostAnnouncementSeconds;

    public static CompanySound Create(CompanySoundAdded added) =>
        new(added.SoundId, added.Name, added.Kind, added.Language, added.ContentId, added.Seconds);

    public CompanySound Apply(CompanySoundChanged changed) => this with { Name = changed.Name, Language = changed.Language };

    public CompanySound Apply(CompanySoundReplaced replaced) => this with { ContentId = replaced.ContentId, Seconds = replaced.Seconds };

    public bool ShouldDelete(CompanySoundRemoved removed) => removed.SoundId == Id;
}

public sealed record CompanySoundAdded(Guid SoundId, string Name, SoundKind Kind, string? Language, Guid ContentId, double Seconds);

public sealed record CompanySoundChanged(Guid SoundId, string Name, string? Language);

public sealed record CompanySoundReplaced(Guid SoundId, Guid ContentId, double Seconds);

public sealed record CompanySoundRemoved(Guid SoundId);

/// <summary>Ogg/Opus, written anew from what was sent: browsers play it, and a telephone carries no more.</summary>
public sealed record SoundContent(Guid Id, byte[] Ogg);

/// <summary>What who is held, parked or waits hears.</summary>
/// <param name="SoundId">Null: what is shipped.</param>
public sealed partial record MusicOnHold(Guid Id, Guid? SoundId)
{
    public static MusicOnHold Create(MusicOnHoldChosen chosen) => new(chosen.MusicId, chosen.SoundId);

    public MusicOnHold Apply(MusicOnHoldChosen chosen) => this with { SoundId = chosen.SoundId };
}

public sealed record MusicOnHoldChosen(Guid MusicId, Guid? SoundId);
