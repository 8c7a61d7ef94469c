using System.Globalization;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using ConnectMe.Media.Audio;

namespace ConnectMe.Telephony.Contracts;

/// <summary>The sounds that a company sent or recorded itself (A8-01): what applications say instead of what is shipped, and music.</summary>
public interface ICompanySounds
{
    /// <summary>By name; from memory when it can.</summary>
    ValueTask<IReadOnlyList<KnownSound>> Of(CompanyId company, CancellationToken ct);

    /// <summary>Read once and then from memory: the same instance, whose encodings are kept.</summary>
    /// <returns>Null: there is none such any more, or it cannot be read now, which is logged. Whoever asks plays what is shipped then.</returns>
    ValueTask<Sound?> Read(CompanyId company, Guid id, CancellationToken ct);
}

/// <param name="Language">"nl" or "en"; null: of none, as music is.</param>
public sealed record KnownSound(Guid Id, string Name, SoundKind Kind, string? Language, TimeSpan Length);

public enum SoundKind
{
    /// <summary>Said once, before a menu or a queue.</summary>
    Announcement,

    /// <summary>Heard again and again by who waits.</summary>
    Music,
}

/// <summary>Implemented by what lets administrators choose sounds.</summary>
public interface ISoundUses
{
    /// <summary>What plays which, in the words of its page: "Main menu".</summary>
    ValueTask<IReadOnlyList<SoundUse>> Of(CompanyId company, CancellationToken ct);
}

public sealed record SoundUse(Guid Sound, string By);

/// <summary>For the lists in which a sound is chosen.</summary>
public static class SoundChoices
{
    public static async ValueTask<IReadOnlyList<Choice>> Choices(
        this ICompanySounds sounds,
        CompanyId company,
        SoundKind kind,
        CancellationToken ct
    ) =>
        [
            .. (await sounds.Of(company, ct))
                .Where(sound => sound.Kind == kind)
                .Select(sound => new Choice(sound.Id.ToString("d", CultureInfo.InvariantCulture), sound.Name)),
        ];

    /// <summary>Null is: what is shipped.</summary>
    public static async ValueTask<bool> CanChoose(
        this ICompanySounds sounds,
        CompanyId company,
        SoundKind kind,
        Guid? id,
        CancellationToken ct
    ) => id is null || (await sounds.Of(company, ct)).Any(sound => sound.Id == id && sound.Kind == kind);
}
