using System.Collections.Concurrent;
using ConnectMe.Media.Audio;

namespace ConnectMe.Voicemail.Speaking;

/// <summary>
/// What Voicemail says on the phone, in one language. Made by <c>scripts/make-prompts</c>, part of the assembly; each is read when it is first said, and is
/// the same sound from then on.
/// </summary>
internal sealed class Phrases
{
    readonly ConcurrentDictionary<string, Sound> _read = new(StringComparer.Ordinal);

    Phrases(string language) => Language = language;

    public static Phrases Dutch { get; } = new("nl");

    public static Phrases English { get; } = new("en");

    /// <param name="language">"nl" or "en".</param>
    public static Phrases Of(string language) => language == English.Language ? English : Dutch;

    /// <summary>Between two sentences, and before the first, for the ear to be there.</summary>
    public static Sound Pause { get; } = Sound.Silence(TimeSpan.FromMilliseconds(400));

    public string Language { get; }

    /// <summary>Of who has recorded none.</summary>
    public Sound Greeting => this["greeting"];

    public Sound Saved => this["saved"];

    public Sound NothingRecorded => this["nothing-recorded"];

    public Sound LongestReached => this["longest-reached"];

    public Sound MailboxFull => this["mailbox-full"];

    public Sound Goodbye => this["goodbye"];

    public Sound NoMailbox => this["no-mailbox"];

    public Sound EnterPin => this["enter-pin"];

    public Sound WrongPin => this["wrong-pin"];

    public Sound Locked => this["locked"];

    public Sound MessageDeleted => this["message-deleted"];

    public Sound MessageGone => this["message-gone"];

    public Sound NoMoreMessages => this["no-more-messages"];

    public Sound Menu => this["menu"];

    /// <summary>By the name of its file.</summary>
    public Sound this[string name] => _read.GetOrAdd(name, Read);

    Sound Read(string name)
    {
        using var file =
            typeof(Phrases).Assembly.GetManifestResourceStream($"{Language}/{name}.wav")
            ?? throw new InvalidDataException($"{Language}/{name}.wav is not in the assembly");
        using var whole = new MemoryStream();
        file.CopyTo(whole);
        return WavReader.Read(whole.ToArray(), out var sound) is WavMalformedReason.None
            ? sound!
            : throw new InvalidDataException($"{Language}/{name}.wav is no sound");
    }
}
