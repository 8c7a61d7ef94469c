namespace ConnectMe.Media.Recording;

/// <summary>The CRC of an Ogg page (RFC 3533 §6): polynomial 0x04c11db7, not reflected, neither begun nor ended with ones.</summary>
static class OggChecksum
{
    static readonly uint[] Table = Make();

    public static uint Of(ReadOnlySpan<byte> page)
    {
        uint crc = 0;
        foreach (var value in page)
        {
            crc = (crc << 8) ^ Table[(crc >> 24) ^ value];
        }

        return crc;
    }

    static uint[] Make()
    {
        var table = new uint[256];
        for (uint i = 0; i < 256; i++)
        {
            var entry = i << 24;
            for (var bit = 0; bit < 8; bit++)
            {
                entry = (entry & 0x80000000) != 0 ? (entry << 1) ^ 0x04c11db7 : entry << 1;
            }

            table[i] = entry;
        }

        return table;
    }
}
