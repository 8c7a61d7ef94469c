using ConnectMe.Media.Rtcp;
using ConnectMe.Media.Rtp;
using ConnectMe.Media.Srtp;
using Path = ConnectMe.Media.Ice.Path;

namespace ConnectMe.Media;

// What the browser sends once keys are there: RTP and RTCP.
sealed partial class PeerConnection
{
    /// <summary>A datagram that is not STUN, from a path of this connection. Media is decrypted in place.</summary>
    public Heard Handle(Span<byte> datagram, scoped in Path path, DateTimeOffset now)
    {
        // RFC 7983 §7; RFC 5761 §4 tells RTCP from RTP by what would be payload types 64 to 95.
        if (datagram.Length < 2 || datagram[0] is < 20 or > 63 and < 128 or > 191)
        {
            return Heard.Dropped(DropReason.UnknownProtocol);
        }

        if (datagram[0] <= 63)
        {
            return HandleDtls(datagram, path);
        }

        if (Srtp is null)
        {
            return Heard.Dropped(DropReason.BeforeHandshake);
        }

        return datagram[1] is >= 192 and <= 223 ? HandleRtcp(datagram, now) : HandleRtp(datagram, now);
    }

    Heard HandleRtcp(Span<byte> datagram, DateTimeOffset now)
    {
        var failure = Srtp!.UnprotectRtcp(datagram, out var length);
        if (failure != SrtpFailure.None)
        {
            return Heard.Dropped(ReasonOf(failure));
        }

        return Rtcp.Handle(datagram[..length], now) == RtcpMalformedReason.None ? Heard.Nothing : Heard.Dropped(DropReason.MalformedRtcp);
    }

    Heard HandleRtp(Span<byte> datagram, DateTimeOffset now)
    {
        var failure = Srtp!.UnprotectRtp(datagram, out var length);
        if (failure != SrtpFailure.None)
        {
            return Heard.Dropped(ReasonOf(failure));
        }

        if (RtpPacket.Read(datagram[..length], out var packet) != RtpMalformedReason.None)
        {
            return Heard.Dropped(DropReason.MalformedRtp);
        }

        var codec = _audio.CodecOf(packet.PayloadType);
        var isEvent = codec is null && _audio.IsTelephoneEvent(packet.PayloadType);
        if (codec is null && !isEvent)
        {
            return Heard.Dropped(DropReason.UnknownPayloadType);
        }

        var verdict = Receiver.Handle(packet, now);
        if (verdict is not (RtpVerdict.Accepted or RtpVerdict.Late))
        {
            return Heard.Dropped(DropReason.Excessive);
        }

        if (isEvent)
        {
            if (_events?.Handle(packet, now) is { } digit)
            {
                Outputs.Add(MediaOutputKind.DigitReceived, digit: digit);
            }

            return Heard.Event(packet);
        }

        HeardCodec = codec;
        return packet.Payload.IsEmpty ? Heard.Dropped(DropReason.MalformedRtp) : Heard.Audio(packet, codec!);
    }
}
