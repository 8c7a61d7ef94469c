using System.Runtime.CompilerServices;
using ConnectMe.Media.Codecs;

namespace ConnectMe.Media.Audio;

/// <summary>The encodings of sounds, made at the first use and kept for as long as the sound is. For any thread.</summary>
sealed class Sounds
{
    readonly ConditionalWeakTable<Sound, Encodings> _encodings = [];

    public EncodedSound Get(Sound sound, AudioCodec codec) => _encodings.GetValue(sound, s => new Encodings(s)).Get(codec);

    sealed class Encodings(Sound sound)
    {
        readonly Lock _encoding = new();
        readonly Dictionary<AudioCodec, EncodedSound> _made = [];

        public EncodedSound Get(AudioCodec codec)
        {
            lock (_encoding)
            {
                if (!_made.TryGetValue(codec, out var encoded))
                {
                    _made.Add(codec, encoded = EncodedSound.Encode(sound, codec));
                }

                return encoded;
            }
        }
    }
}
