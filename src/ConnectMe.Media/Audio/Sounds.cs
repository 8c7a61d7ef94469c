using System.Runtime.CompilerServices;
using ConnectMe.Media.Codecs;

namespace ConnectMe.Media.Audio;

/// <summary>The encodings of sounds, begun at the first use and kept for as long as the sound is. For any thread.</summary>
sealed class Sounds
{
    readonly ConditionalWeakTable<Sound, Dictionary<AudioCodec, EncodedSound>> _encodings = [];

    public EncodedSound Get(Sound sound, AudioCodec codec)
    {
        var encodings = _encodings.GetOrCreateValue(sound);
        lock (encodings)
        {
            if (!encodings.TryGetValue(codec, out var encoded))
            {
                encodings.Add(codec, encoded = new EncodedSound(sound, codec));
            }

            return encoded;
        }
    }
}
