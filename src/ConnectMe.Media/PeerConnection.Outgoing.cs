using ConnectMe.Media.Codecs;
using ConnectMe.Media.Rtp;
using ConnectMe.Media.Srtp;

namespace ConnectMe.Media;

// What goes to the browser: one stream, whatever is behind it.
sealed partial class PeerConnection
{
    /// <summary>Passes on what another line said, as it is. False when this line has not negotiated the codec, or the packet came too late to go on.</summary>
    public bool Relay(in RtpPacket packet, AudioCodec codec, DateTimeOffset now)
    {
        if (_audio.PayloadTypeOf(codec) is not { } payloadType || !IsSendable(packet.Payload.Length))
        {
            return false;
        }

        _stream.UseClock(codec.ClockRate, now);
        if (!_stream.TryRelay(packet, payloadType, now, out var header))
        {
            return false;
        }

        Transmit(header, packet.Payload);
        return true;
    }

    /// <summary>What the other line said is consumed: no gap is left in its place.</summary>
    public void Skip(in RtpPacket packet) => _stream.Skip(packet);

    /// <summary>Sends 20 ms of our own: music, silence, a transcoded frame. False when this line has not negotiated the codec.</summary>
    public bool Send(AudioCodec codec, ReadOnlySpan<byte> payload, DateTimeOffset now)
    {
        if (_audio.PayloadTypeOf(codec) is not { } payloadType || !IsSendable(payload.Length))
        {
            return false;
        }

        _stream.UseClock(codec.ClockRate, now);
        Transmit(_stream.Next(payloadType, payload.Length, now), payload);
        return true;
    }

    /// <summary>Browsers have no RFC 4733 receiver.</summary>
    public bool TrySendDigit(char digit) => false;

    /// <summary>The next relayed packet is of another line.</summary>
    public void Switch() => _stream.Switch();

    /// <summary>Says goodbye in RTCP and DTLS. What the DTLS side then wants sent still comes by <see cref="SendDtls"/>.</summary>
    public void Close(DateTimeOffset now)
    {
        if (_srtp is not null && Path is not null && !_ice.HasConsentExpired)
        {
            TransmitRtcp(_rtcp.WriteGoodbye(_outputs.Room, now));
        }

        _dtls.Close();
    }

    void Report(DateTimeOffset now)
    {
        if (_srtp is not null && Path is not null && !_ice.HasConsentExpired && _rtcp.IsDue(now))
        {
            TransmitRtcp(_rtcp.Write(_outputs.Room, now));
        }
    }

    bool IsSendable(int payload) =>
        _srtp is not null
        && Path is not null
        && !_ice.HasConsentExpired // RFC 7675 §5.1: who no longer wants it gets nothing
        && _outputs.Room.Length >= RtpHeader.Length + payload + SrtpSession.MaximumExpansion;

    void Transmit(in RtpHeader header, ReadOnlySpan<byte> payload)
    {
        var room = _outputs.Room;
        var length = header.Write(room, payload);
        if (_srtp!.ProtectRtp(room, length, out var protectedLength) == SrtpFailure.None)
        {
            _outputs.Transmit(protectedLength, Path!.Value);
        }
    }

    void TransmitRtcp(int length)
    {
        if (_srtp!.ProtectRtcp(_outputs.Room, length, out var protectedLength) == SrtpFailure.None)
        {
            _outputs.Transmit(protectedLength, Path!.Value);
        }
    }
}
