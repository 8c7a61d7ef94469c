using System.Globalization;
using ConnectMe.Media.Codecs;
using ConnectMe.Media.Rtp;

namespace ConnectMe.Media.Sdp;

/// <summary>What a payload type means: a=rtpmap:111 opus/48000/2 (RFC 8866 §6.6).</summary>
readonly record struct RtpMap(PayloadType PayloadType, string Encoding, int ClockRate, int Channels)
{
    /// <summary>Reads the attribute's value; null when malformed or out of all proportion.</summary>
    public static RtpMap? TryParse(ReadOnlySpan<char> value)
    {
        var space = value.IndexOf(' ');
        if (space < 0 || ParsePayloadType(value[..space]) is not { } payloadType)
        {
            return null;
        }

        Span<Range> parts = stackalloc Range[4];
        var encoding = value[(space + 1)..].Trim();
        var count = encoding.Split(parts, '/');
        if (count is not (2 or 3) || encoding[parts[0]].IsEmpty)
        {
            return null;
        }

        var channels = 1;
        var isNumeric =
            int.TryParse(encoding[parts[1]], NumberStyles.None, CultureInfo.InvariantCulture, out var clockRate)
            && (count == 2 || int.TryParse(encoding[parts[2]], NumberStyles.None, CultureInfo.InvariantCulture, out channels));
        return isNumeric && clockRate is > 0 and <= MaximumClockRate && channels is > 0 and <= MaximumChannels
            ? new RtpMap(payloadType, encoding[parts[0]].ToString(), clockRate, channels)
            : null;
    }

    /// <summary>0 to 127.</summary>
    public static PayloadType? ParsePayloadType(ReadOnlySpan<char> text) =>
        byte.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 127
            ? new PayloadType(number)
            : null;

    /// <summary>What the number means without an rtpmap (RFC 3551 §6); null when it means nothing, or nothing we have use for.</summary>
    public static RtpMap? Static(PayloadType payloadType) =>
        payloadType == PayloadType.Pcmu ? new RtpMap(payloadType, "PCMU", 8000, 1)
        : payloadType == PayloadType.Pcma ? new RtpMap(payloadType, "PCMA", 8000, 1)
        : payloadType == PayloadType.G722 ? new RtpMap(payloadType, "G722", 8000, 1)
        : null;

    public bool Means(AudioCodec codec) =>
        Encoding.Equals(codec.Name, StringComparison.OrdinalIgnoreCase) && ClockRate == codec.ClockRate && Channels == codec.Channels;

    public bool IsTelephoneEvent => Encoding.Equals("telephone-event", StringComparison.OrdinalIgnoreCase);

    /// <summary>The attribute's value; one channel is not written (RFC 8866 §6.6).</summary>
    public override string ToString()
    {
        var channels = Channels == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"/{Channels}");
        return string.Create(CultureInfo.InvariantCulture, $"{PayloadType.Value} {Encoding}/{ClockRate}{channels}");
    }

    const int MaximumClockRate = 192_000;
    const int MaximumChannels = 8;
}
