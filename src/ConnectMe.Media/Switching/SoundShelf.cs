using System.Runtime.CompilerServices;
using ConnectMe.Media.Audio;
using ConnectMe.Media.Codecs;

namespace ConnectMe.Media.Switching;

/// <summary>The encoded sounds at hand on the media thread. One that is missing is ordered and silence goes out until it is there.</summary>
sealed class SoundShelf(ILineOutputs outputs)
{
    // Weak: a tone made for one digit goes when it has been heard.
    readonly ConditionalWeakTable<Sound, Dictionary<AudioCodec, EncodedSound?>> _sounds = [];

    public EncodedSound? Find(Sound sound, AudioCodec codec)
    {
        var encodings = _sounds.GetValue(sound, static _ => []);
        if (!encodings.TryGetValue(codec, out var encoded))
        {
            encodings.Add(codec, null);
            outputs.Encode(sound, codec);
        }

        return encoded;
    }

    public void Put(Sound sound, EncodedSound encoded) => _sounds.GetValue(sound, static _ => [])[encoded.Codec] = encoded;
}
