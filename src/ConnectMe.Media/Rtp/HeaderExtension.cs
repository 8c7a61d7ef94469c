namespace ConnectMe.Media.Rtp;

/// <summary>
/// The header extension of a packet, read as one-byte elements (RFC 8285 §4.2). Anything malformed reads as "not there".
/// <code>
///  0xBE 0xDE | length in words | ID(4) len-1(4) data ... | ... | 0 padding
/// </code>
/// </summary>
readonly ref struct HeaderExtension(ushort profile, ReadOnlySpan<byte> elements)
{
    readonly ReadOnlySpan<byte> _elements = elements;

    public ushort Profile { get; } = profile;

    public bool TryGet(int id, out ReadOnlySpan<byte> value)
    {
        var rest = Profile == OneByte ? _elements : default;
        while (!rest.IsEmpty)
        {
            if (rest[0] == 0)
            {
                rest = rest[1..]; // padding
                continue;
            }

            var (elementId, length) = (rest[0] >> 4, (rest[0] & 0x0F) + 1);
            if (elementId == Stop || rest.Length < 1 + length)
            {
                break;
            }

            if (elementId == id)
            {
                value = rest.Slice(1, length);
                return true;
            }

            rest = rest[(1 + length)..];
        }

        value = default;
        return false;
    }

    /// <summary>How loud the sender is, 0 (loudest) to -127 dBov, and whether it calls that speech (RFC 6464 §3).</summary>
    public bool TryGetAudioLevel(int id, out int level, out bool isVoice)
    {
        var found = TryGet(id, out var value) && value.Length == 1;
        (level, isVoice) = found ? (-(value[0] & 0x7F), (value[0] & 0x80) != 0) : (-127, false);
        return found;
    }

    const ushort OneByte = 0xBEDE;
    const int Stop = 15;
}
