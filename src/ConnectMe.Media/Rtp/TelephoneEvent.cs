using System.Buffers.Binary;

namespace ConnectMe.Media.Rtp;

/// <summary>
/// The payload of a telephone event (RFC 4733 §2.3).
/// <code>
/// |     event     |E|R| volume    |          duration             |
/// </code>
/// </summary>
/// <param name="Event">0 to 9, 10 is *, 11 is #, 12 to 15 are A to D; others are not digits (RFC 4733 §3.2).</param>
/// <param name="Volume">In -dBm0, 0 to 63.</param>
/// <param name="Duration">So far, in units of the event payload type's clock.</param>
readonly record struct TelephoneEvent(byte Event, bool End, byte Volume, ushort Duration)
{
    /// <summary>False when too short. A payload may hold more than we read (RFC 4733 §2.5.1.2 allows later additions).</summary>
    public static bool TryRead(ReadOnlySpan<byte> payload, out TelephoneEvent telephoneEvent)
    {
        telephoneEvent =
            payload.Length < Length
                ? default
                : new TelephoneEvent(
                    Event: payload[0],
                    End: (payload[1] & 0x80) != 0,
                    Volume: (byte)(payload[1] & 0x3F),
                    Duration: BinaryPrimitives.ReadUInt16BigEndian(payload[2..])
                );
        return payload.Length >= Length;
    }

    public void Write(Span<byte> payload)
    {
        payload[0] = Event;
        payload[1] = (byte)((End ? 0x80 : 0) | (Volume & 0x3F));
        BinaryPrimitives.WriteUInt16BigEndian(payload[2..], Duration);
    }

    public char? Digit => Event < Digits.Length ? Digits[Event] : null;

    /// <summary>The event code of a digit, or null.</summary>
    public static byte? CodeOf(char digit) =>
        Digits.IndexOf(char.ToUpperInvariant(digit), StringComparison.Ordinal) is var code and >= 0 ? (byte)code : null;

    public const int Length = 4;
    const string Digits = "0123456789*#ABCD";
}
