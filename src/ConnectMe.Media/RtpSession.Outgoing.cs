using ConnectMe.Media.Ice;
using ConnectMe.Media.Rtp;
using Path = ConnectMe.Media.Ice.Path;

namespace ConnectMe.Media;

// Where what goes to the other side may go, and digits as events.
sealed partial class RtpSession
{
    TelephoneEventSender? _digits;

    public override bool TrySendDigit(char digit) => _digits?.TrySend([digit]) == true;

    public override bool IsSendingDigits => _digits is { IsSending: true };

    public override void Close(DateTimeOffset now)
    {
        if (Stream.PacketsSent > 0)
        {
            SayGoodbye(now);
        }

        _closed = true;
        _dtls?.Close();
    }

    /// <summary>Digits go before it.</summary>
    protected override Path? SoundPath => _digits is { IsSending: true } ? null : MediaPath;

    /// <summary>To where reports have come from, else to where the SDP says.</summary>
    protected override Path? ReportPath =>
        !HasKeys ? null
        : _terms.Mux ? PathTo(_latch.Remote)
        : (_rtcpRemote ?? _terms.RemoteRtcp) is { } remote ? new Path(_origin.LocalRtcp, remote)
        : null;

    /// <summary>To where the other side's handshake came from, else to where its SDP says.</summary>
    protected override Path? HandshakePath => _dtlsPath ?? PathTo(_latch.Remote);

    Path? MediaPath =>
        _terms.Direction is MediaDirection.SendReceive or MediaDirection.ReceiveOnly && HasKeys ? PathTo(_latch.Remote) : null;

    bool HasKeys => Srtp is not null || !_terms.IsEncrypted;

    Path? PathTo(TransportAddress? remote) => remote is { } known ? new Path(_origin.Local, known) : null;

    /// <summary>Every 20 ms while there are digits: an event packet in place of audio.</summary>
    void SendDigit(DateTimeOffset now)
    {
        if (_digits is not { IsSending: true } digits || MediaPath is not { } path || !HasRoomFor(TelephoneEvent.Length))
        {
            return;
        }

        Span<byte> payload = stackalloc byte[TelephoneEvent.Length];
        if (digits.TryNext(Stream, Audio.TelephoneEvent!.Value.PayloadType, payload, now, out var header))
        {
            Transmit(header, payload, path);
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
}
