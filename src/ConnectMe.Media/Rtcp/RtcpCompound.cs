namespace ConnectMe.Media.Rtcp;

/// <summary>
/// The packets of one datagram, checked as a whole before the first is handed out. The first need not be a report: reduced-size RTCP is taken
/// as it comes (RFC 5506 §3.4.1), though we never ask for it.
/// </summary>
readonly ref struct RtcpCompound
{
    readonly ReadOnlySpan<byte> _bytes;

    RtcpCompound(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    public static RtcpMalformedReason Read(ReadOnlySpan<byte> datagram, out RtcpCompound compound)
    {
        compound = default;
        if (datagram.Length > MaximumLength)
        {
            return RtcpMalformedReason.TooLong;
        }

        var rest = datagram;
        var packets = 0;
        do
        {
            var length = 0;
            var reason = ++packets > MaximumPackets ? RtcpMalformedReason.TooManyPackets : RtcpPacket.Read(rest, out _, out length);
            if (reason != RtcpMalformedReason.None)
            {
                return reason;
            }

            rest = rest[length..];
        } while (!rest.IsEmpty);

        compound = new RtcpCompound(datagram);
        return RtcpMalformedReason.None;
    }

    public Enumerator GetEnumerator() => new(_bytes);

    public ref struct Enumerator(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> _rest = bytes;
        RtcpPacket _current;

        public readonly RtcpPacket Current => _current;

        public bool MoveNext()
        {
            if (_rest.IsEmpty)
            {
                return false;
            }

            RtcpPacket.Read(_rest, out _current, out var length); // checked by Read above
            _rest = _rest[length..];
            return true;
        }
    }

    const int MaximumLength = 1500;
    const int MaximumPackets = 16;
}
