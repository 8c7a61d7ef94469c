namespace ConnectMe.Media.Stun;

/// <summary>FINGERPRINT (RFC 8489 §14.7): CRC-32 of all that comes before it, exclusive-or 0x5354554E ("STUN").</summary>
internal static class Fingerprint
{
    public const int Length = 4;

    const uint Polynomial = 0xEDB88320; // ITU V.42, bits reversed
    const uint Mask = 0x5354554E;

    static readonly uint[] Table = MakeTable();

    /// <param name="preceding">The message up to this attribute; its header's length already counts it, which every last attribute's does.</param>
    public static uint Of(ReadOnlySpan<byte> preceding)
    {
        var crc = 0xFFFFFFFF;
        foreach (var b in preceding)
        {
            crc = Table[(byte)(crc ^ b)] ^ (crc >> 8);
        }
        return ~crc ^ Mask;
    }

    static uint[] MakeTable()
    {
        var table = new uint[256];
        for (var i = 0u; i < table.Length; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? Polynomial ^ (crc >> 1) : crc >> 1;
            }
            table[i] = crc;
        }
        return table;
    }
}
