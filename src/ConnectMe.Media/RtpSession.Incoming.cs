using ConnectMe.Media.Audio;
using ConnectMe.Media.Codecs;
using ConnectMe.Media.Ice;
using ConnectMe.Media.Rtcp;
using ConnectMe.Media.Rtp;
using ConnectMe.Media.Srtp;
using Path = ConnectMe.Media.Ice.Path;

namespace ConnectMe.Media;

// What comes to the leg's ports: RTP, RTCP, and with DTLS its handshake.
sealed partial class RtpSession
{
    TelephoneEventReceiver? _events;
    InBandDigits? _tones;
    TransportAddress? _rtcpRemote;
    uint _heardPackets;

    /// <summary>A datagram at one of our two ports. Media is decrypted in place.</summary>
    public Heard Handle(Span<byte> datagram, scoped in Path path, DateTimeOffset now)
    {
        // RFC 7983 §7; RFC 5761 §4 tells RTCP from RTP by what would be payload types 64 to 95. STUN is met with silence: we have no ICE here.
        if (datagram.Length < 2 || datagram[0] is < 20 or > 63 and < 128 or > 191)
        {
            return Heard.Dropped(DropReason.UnknownProtocol);
        }

        if (datagram[0] <= 63)
        {
            return HandleDtls(datagram, path);
        }

        if (_terms.IsEncrypted && Srtp is null)
        {
            return Heard.Dropped(DropReason.BeforeHandshake);
        }

        return datagram[1] is >= 192 and <= 223 ? HandleRtcp(datagram, path, now)
            : path.Local == _origin.Local ? HandleRtp(datagram, path, now)
            : Heard.Dropped(DropReason.UnknownProtocol);
    }

    /// <summary>From the machine that its RTP comes from. Plain reports prove nothing, and are believed accordingly: they change figures only.</summary>
    Heard HandleRtcp(Span<byte> datagram, scoped in Path path, DateTimeOffset now)
    {
        var length = datagram.Length;
        if (Srtp is { } srtp)
        {
            var failure = srtp.UnprotectRtcp(datagram, out length);
            if (failure != SrtpFailure.None)
            {
                return Heard.Dropped(ReasonOf(failure));
            }
        }
        else if (!_latch.IsSameMachine(path.Remote))
        {
            return Heard.Dropped(DropReason.ForeignSource);
        }

        if (Rtcp.Handle(datagram[..length], now) != RtcpMalformedReason.None)
        {
            return Heard.Dropped(DropReason.MalformedRtcp);
        }

        _rtcpRemote ??= path.Remote;
        _heardPackets++;
        return Heard.Nothing;
    }

    Heard HandleRtp(Span<byte> datagram, scoped in Path path, DateTimeOffset now)
    {
        var length = datagram.Length;
        if (Srtp is { } srtp)
        {
            var failure = srtp.UnprotectRtp(datagram, out length);
            if (failure != SrtpFailure.None)
            {
                return Heard.Dropped(ReasonOf(failure));
            }

            _latch.Learn(path.Remote);
        }
        else if (!_latch.Admits(path.Remote))
        {
            return Heard.Dropped(DropReason.ForeignSource);
        }

        if (RtpPacket.Read(datagram[..length], out var packet) != RtpMalformedReason.None)
        {
            return Heard.Dropped(DropReason.MalformedRtp);
        }

        var codec = Audio.CodecOf(packet.PayloadType);
        var isEvent = codec is null && Audio.IsTelephoneEvent(packet.PayloadType);
        var isComfortNoise = codec is null && !isEvent && packet.PayloadType == PayloadType.ComfortNoise;
        if (codec is null && !isEvent && !isComfortNoise)
        {
            return Heard.Dropped(DropReason.UnknownPayloadType);
        }

        if (Srtp is null && !_latch.Learn(path.Remote, packet))
        {
            return Heard.Dropped(DropReason.ForeignSource);
        }

        var verdict = Receiver.Handle(packet, now);
        if (verdict is not (RtpVerdict.Accepted or RtpVerdict.Late))
        {
            return Heard.Dropped(DropReason.Excessive);
        }

        _heardPackets++;
        if (isEvent)
        {
            if (_events?.Handle(packet, now) is { } digit)
            {
                Outputs.Add(MediaOutputKind.DigitReceived, digit: digit);
            }

            return Heard.Event(packet);
        }

        if (isComfortNoise)
        {
            return Heard.Event(packet); // RFC 3389: a pause. Those who listen are sent silence of ours.
        }

        if (packet.Payload.IsEmpty)
        {
            return Heard.Dropped(DropReason.MalformedRtp);
        }

        HeardCodec = codec;
        if (Audio.TelephoneEvents.Count == 0)
        {
            ListenForTones(packet, codec!);
        }

        return Heard.Audio(packet, codec!);
    }

    void ListenForTones(in RtpPacket packet, AudioCodec codec)
    {
        if (_tones?.Codec != codec)
        {
            _tones?.Dispose();
            _tones = new InBandDigits(codec);
        }

        if (_tones.Handle(packet.Payload) is { } digit)
        {
            Outputs.Add(MediaOutputKind.DigitReceived, digit: digit);
        }
    }

    Heard HandleDtls(ReadOnlySpan<byte> datagram, scoped in Path path)
    {
        // Without ICE there is no proof of the return path: only who is named in SDP or SIP may begin, and the certificate decides (RFC 5763 §6.7).
        if (_dtls is not { } dtls || !_latch.Admits(path.Remote) || path.Local != _origin.Local)
        {
            return Heard.Dropped(DropReason.ForeignSource);
        }

        _dtlsPath = path;
        dtls.Handle(datagram);
        return Heard.Nothing;
    }
}
