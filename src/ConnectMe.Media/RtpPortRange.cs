using System.Globalization;

namespace ConnectMe.Media;

/// <summary>The UDP ports of SIP legs, both ends included. Each leg has an even one for RTP and the next for RTCP (RFC 3550 §11).</summary>
public readonly record struct RtpPortRange(int First, int Last)
{
    /// <summary>Reads "20000-20999"; false when it is not two ports with room for a pair.</summary>
    public static bool TryParse(string? text, out RtpPortRange range)
    {
        range = default;
        var parts = text?.Split('-', StringSplitOptions.TrimEntries) ?? [];
        if (
            parts.Length != 2
            || !ushort.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            || !ushort.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
        )
        {
            return false;
        }

        range = new RtpPortRange(first, last);
        return first > 0 && range.Pairs > 0;
    }

    /// <summary>How many legs there can be at once.</summary>
    public int Pairs => Math.Max(0, (Last + 1 - FirstEven) / 2);

    internal int FirstEven => First + (First % 2);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{First}-{Last}");
}
