using ConnectMe.Media.Codecs;
using ConnectMe.Media.Rtp;

namespace ConnectMe.Media.Sdp;

/// <summary>What offer and answer have agreed on for a line's audio.</summary>
sealed class NegotiatedAudio
{
    readonly AudioCodec?[] _codecs = new AudioCodec?[128];
    readonly bool[] _telephoneEvents = new bool[128];

    /// <param name="codecs">The best first; not empty.</param>
    /// <param name="telephoneEvent">Null: digits do not come as events.</param>
    /// <param name="audioLevel">Id of the audio level header extension (RFC 6464); 0 when not agreed on.</param>
    public NegotiatedAudio(IReadOnlyList<(AudioCodec Codec, PayloadType PayloadType)> codecs, RtpMap? telephoneEvent, int audioLevel)
    {
        (Codecs, TelephoneEvent, AudioLevel) = (codecs, telephoneEvent, audioLevel);
        foreach (var (codec, payloadType) in codecs)
        {
            _codecs[payloadType.Value] = codec;
        }

        if (telephoneEvent is { } map)
        {
            _telephoneEvents[map.PayloadType.Value] = true;
        }
    }

    public IReadOnlyList<(AudioCodec Codec, PayloadType PayloadType)> Codecs { get; }

    /// <summary>What the browser sends, and we when nothing else is better.</summary>
    public AudioCodec Preferred => Codecs[0].Codec;

    public RtpMap? TelephoneEvent { get; }

    public int AudioLevel { get; }

    public AudioCodec? CodecOf(PayloadType payloadType) => _codecs[payloadType.Value];

    public bool IsTelephoneEvent(PayloadType payloadType) => _telephoneEvents[payloadType.Value];

    public PayloadType? PayloadTypeOf(AudioCodec codec)
    {
        for (var i = 0; i < Codecs.Count; i++)
        {
            if (Codecs[i].Codec == codec)
            {
                return Codecs[i].PayloadType;
            }
        }

        return null;
    }
}
