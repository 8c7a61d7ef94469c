using ConnectMe.Media.Codecs;
using ConnectMe.Media.Ice;
using ConnectMe.Media.Rtp;
using ConnectMe.Media.Srtp;
using Path = ConnectMe.Media.Ice.Path;

namespace ConnectMe.Media;

// What goes to the other side: one stream, whatever is behind it.
sealed partial class RtpSession
{
    TelephoneEventSender? _digits;

    public bool Relay(in RtpPacket packet, AudioCodec codec, DateTimeOffset now)
    {
        if (Audio.PayloadTypeOf(codec) is not { } payloadType || !IsSendable(packet.Payload.Length))
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

    public void Skip(in RtpPacket packet) => _stream.Skip(packet);

    public bool Send(AudioCodec codec, ReadOnlySpan<byte> payload, DateTimeOffset now)
    {
        if (Audio.PayloadTypeOf(codec) is not { } payloadType || !IsSendable(payload.Length))
        {
            return false;
        }

        _stream.UseClock(codec.ClockRate, now);
        Transmit(_stream.Next(payloadType, payload.Length, now), payload);
        return true;
    }

    public bool TrySendDigit(char digit) => _digits?.TrySend([digit]) == true;

    public void Switch() => _stream.Switch();

    public void Close(DateTimeOffset now)
    {
        if (RtcpPath is { } path && HasKeys && _stream.PacketsSent > 0)
        {
            TransmitRtcp(_rtcp.WriteGoodbye(_outputs.Room, now), path);
        }

        _closed = true;
        _dtls?.Close();
    }

    /// <summary>Every 20 ms while there are digits: an event packet in place of audio.</summary>
    void SendDigit(DateTimeOffset now)
    {
        if (_digits is not { IsSending: true } digits || !MayTransmit(TelephoneEvent.Length))
        {
            return;
        }

        Span<byte> payload = stackalloc byte[TelephoneEvent.Length];
        if (digits.TryNext(_stream, Audio.TelephoneEvent!.Value.PayloadType, payload, now, out var header))
        {
            Transmit(header, payload);
        }
    }

    void UseDigits()
    {
        _events = new TelephoneEventReceiver(Audio.TelephoneEvent?.ClockRate ?? 8000);
        if (_digits is not { IsSending: true })
        {
            _digits = Audio.TelephoneEvent is { } map ? new TelephoneEventSender(map.ClockRate) : null;
        }
    }

    void Report(DateTimeOffset now)
    {
        if (RtcpPath is { } path && HasKeys && _rtcp.IsDue(now))
        {
            TransmitRtcp(_rtcp.Write(_outputs.Room, now), path);
        }
    }

    /// <summary>Audio; digits go before it.</summary>
    bool IsSendable(int payload) => _digits is not { IsSending: true } && MayTransmit(payload);

    bool MayTransmit(int payload) =>
        _terms.Direction is MediaDirection.SendReceive or MediaDirection.ReceiveOnly
        && _latch.Remote is not null
        && HasKeys
        && _outputs.Room.Length >= RtpHeader.Length + payload + SrtpSession.MaximumExpansion;

    bool HasKeys => _srtp is not null || !_terms.IsEncrypted;

    /// <summary>To where reports have come from, else to where the SDP says.</summary>
    Path? RtcpPath =>
        _terms.Mux ? PathTo(_latch.Remote)
        : (_rtcpRemote ?? _terms.RemoteRtcp) is { } remote ? new Path(_origin.LocalRtcp, remote)
        : null;

    Path? PathTo(TransportAddress? remote) => remote is { } known ? new Path(_origin.Local, known) : null;

    void Transmit(in RtpHeader header, ReadOnlySpan<byte> payload)
    {
        var room = _outputs.Room;
        var length = header.Write(room, payload);
        if (_srtp is null || _srtp.ProtectRtp(room, length, out length) == SrtpFailure.None)
        {
            _outputs.Transmit(length, new Path(_origin.Local, _latch.Remote!.Value));
        }
    }

    void TransmitRtcp(int length, in Path path)
    {
        if (_srtp is null || _srtp.ProtectRtcp(_outputs.Room, length, out length) == SrtpFailure.None)
        {
            _outputs.Transmit(length, path);
        }
    }
}
