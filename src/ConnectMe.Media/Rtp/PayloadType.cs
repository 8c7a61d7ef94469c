namespace ConnectMe.Media.Rtp;

/// <summary>What is in a packet, as numbered by the SDP: 0 to 127, of which 72 to 76 would read as RTCP (RFC 5761 §4).</summary>
readonly record struct PayloadType(byte Value)
{
    // RFC 3551 §6, Table 4.
    public static readonly PayloadType Pcmu = new(0);
    public static readonly PayloadType Pcma = new(8);
    public static readonly PayloadType G722 = new(9);
    public static readonly PayloadType ComfortNoise = new(13);

    public bool IsDynamic => Value is >= 96 and <= 127;

    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
