using System.Collections.Concurrent;
using System.Reflection;
using ConnectMe.Media.Audio;

namespace ConnectMe.Telephony.Contracts;

/// <summary>
/// What a module says on the phone, in one language. Its files are made by <c>scripts/make-prompts</c> and part of its assembly; each is read when it is first
/// said, and is the same sound from then on.
/// </summary>
/// <param name="assembly">With a resource "language/name.wav" for each phrase.</param>
public sealed class PhraseBook(Assembly assembly, string language)
{
    readonly ConcurrentDictionary<string, Sound> _read = new(StringComparer.Ordinal);

    /// <summary>Between two sentences, and before the first, for the ear to be there.</summary>
    public static Sound Pause { get; } = Sound.Silence(TimeSpan.FromMilliseconds(400));

    /// <summary>"nl" or "en".</summary>
    public string Language => language;

    /// <summary>By the name of its file.</summary>
    public Sound this[string name] => _read.GetOrAdd(name, Read);

    Sound Read(string name)
    {
        using var file =
            assembly.GetManifestResourceStream($"{language}/{name}.wav")
            ?? throw new InvalidDataException($"{language}/{name}.wav is not in {assembly.GetName().Name}");
        using var whole = new MemoryStream();
        file.CopyTo(whole);
        return WavReader.Read(whole.ToArray(), out var sound) is WavMalformedReason.None
            ? sound!
            : throw new InvalidDataException($"{language}/{name}.wav is no sound");
    }
}
