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
        TelephoneEvents = telephoneEvent is { } only ? [only] : [];
        foreach (var (codec, payloadType) in codecs)
        {
            _codecs[payloadType.Value] = codec;
        }

        if (telephoneEvent is { } map)
        {
            _telephoneEvents[map.PayloadType.Value] = true;
        }
    }

    /// <summary>What we offer: all of these.</summary>
    public static NegotiatedAudio Offer(IReadOnlyList<AudioCodec> codecs, IReadOnlyList<RtpMap> formats) =>
        new([.. codecs.Select(codec => (codec, formats.First(map => map.Means(codec)).PayloadType))], null, audioLevel: 0)
        {
            TelephoneEvents = [.. formats.Where(map => map.IsTelephoneEvent)],
        };

    /// <summary>
    /// What we offered to receive: the other side sends by our numbers, and we by those of its answer, which may be others (RFC 3264 §5.1, §6.1).
    /// </summary>
    public NegotiatedAudio WithOwn(IReadOnlyList<RtpMap> own)
    {
        var audio = new NegotiatedAudio(Codecs, TelephoneEvent, AudioLevel);
        foreach (var map in own)
        {
            var number = map.PayloadType.Value;
            audio._telephoneEvents[number] = map.IsTelephoneEvent;
            audio._codecs[number] = null;
            foreach (var (codec, _) in Codecs)
            {
                audio._codecs[number] ??= map.Means(codec) ? codec : null;
            }
        }

        return audio;
    }

    public IReadOnlyList<(AudioCodec Codec, PayloadType PayloadType)> Codecs { get; }

    /// <summary>What the browser sends, and we when nothing else is better.</summary>
    public AudioCodec Preferred => Codecs[0].Codec;

    /// <summary>What digits are sent as.</summary>
    public RtpMap? TelephoneEvent { get; }

    /// <summary>What digits may come as; in an offer there can be one for each clock.</summary>
    public IReadOnlyList<RtpMap> TelephoneEvents { get; private init; }

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
