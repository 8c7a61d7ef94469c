namespace ConnectMe.Media.Rtp;

/// <summary>RTP timestamp: 32 bits in units of the payload's clock, wrapping (RFC 3550 §5.1).</summary>
readonly record struct RtpTimestamp(uint Value)
{
    public bool IsNewerThan(RtpTimestamp other) => DistanceFrom(other) > 0;

    /// <summary>How many clock units after <paramref name="other"/>; negative when before.</summary>
    public int DistanceFrom(RtpTimestamp other) => unchecked((int)(Value - other.Value));

    public static RtpTimestamp operator +(RtpTimestamp timestamp, long units) => new(unchecked((uint)(timestamp.Value + units)));

    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
