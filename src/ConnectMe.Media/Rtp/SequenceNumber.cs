namespace ConnectMe.Media.Rtp;

/// <summary>RTP sequence number: 16 bits, ordered by serial arithmetic (RFC 3550 §A.1, RFC 1982 §3.2).</summary>
readonly record struct SequenceNumber(ushort Value)
{
    public SequenceNumber Next => this + 1;

    public bool IsNewerThan(SequenceNumber other) => DistanceFrom(other) > 0;

    /// <summary>How many packets this one was sent after <paramref name="other"/>; negative when before.</summary>
    public int DistanceFrom(SequenceNumber other) => unchecked((short)(Value - other.Value));

    public static SequenceNumber operator +(SequenceNumber number, int packets) => new(unchecked((ushort)(number.Value + packets)));

    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
