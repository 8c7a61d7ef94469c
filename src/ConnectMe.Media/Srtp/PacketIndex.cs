namespace ConnectMe.Media.Srtp;

/// <summary>SRTP packet index: 2^16 * roll-over counter + sequence number, 48 bits (RFC 3711 §3.3.1).</summary>
internal readonly record struct PacketIndex(ulong Value)
{
    public const ushort Half = 0x8000;

    public PacketIndex(uint rolloverCounter, ushort sequenceNumber)
        : this(((ulong)rolloverCounter << 16) | sequenceNumber) { }

    public uint RolloverCounter => (uint)(Value >> 16);

    public ushort SequenceNumber => (ushort)Value;

    /// <summary>The index nearest to this one with that sequence number (RFC 3711 §3.3.1, appendix A). This one is the highest authenticated so far.</summary>
    public PacketIndex Nearest(ushort sequenceNumber)
    {
        var difference = sequenceNumber - SequenceNumber;
        var rollover = RolloverCounter;
        if (SequenceNumber < Half && difference > Half)
        {
            rollover = unchecked(rollover - 1); // before the very first one: 2^32 - 1, which no sender authenticates
        }
        else if (SequenceNumber >= Half && difference < -Half)
        {
            rollover = unchecked(rollover + 1);
        }
        return new PacketIndex(rollover, sequenceNumber);
    }
}
