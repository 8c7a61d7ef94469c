using System.Net;
using ConnectMe.Media.Codecs;
using ConnectMe.Media.Dtls;
using ConnectMe.Media.Recording;
using ConnectMe.Media.Rtcp;
using ConnectMe.Media.Rtp;
using ConnectMe.Media.Sdp;
using ConnectMe.Media.Srtp;
using ConnectMe.Media.Switching;
using Path = ConnectMe.Media.Ice.Path;

namespace ConnectMe.Media;

/// <summary>
/// What a line speaks through: a browser's <see cref="PeerConnection"/>, or a SIP leg's <see cref="RtpSession"/>. No socket, no clock; one thread.
/// Outputs are to be taken after each call. What goes out is here, the same for both: one stream, whatever is behind it.
/// </summary>
abstract class MediaConnection(StreamSplicer stream, RtpReceiver receiver, ReadOnlyMemory<byte> canonicalName) : IDisposable
{
    public abstract NegotiatedAudio Audio { get; }

    /// <summary>Where the other side is seen; null while nothing has come from it.</summary>
    public IPAddress? From => HandshakePath?.Remote.ToIPEndPoint().Address;

    /// <summary>What is sent now goes by TCP.</summary>
    public bool IsOverTcp => HandshakePath?.IsTcp == true;

    public LineQuality Quality => EModel.Judge(Reception) with { OverTcp = IsOverTcp };

    /// <summary>Until now. What came late is not lost any more, so what was lost may become less.</summary>
    public Reception Reception =>
        new(HeardCodec ?? Audio.Preferred, Received, Receiver.Current?.Jitter ?? TimeSpan.Zero, Rtcp.RoundTrip, Rtcp.RemoteLoss);

    /// <summary>Whose it is in the exchange; null before it is let in there, and when it has been closed.</summary>
    public Line? Line { get; set; }

    /// <summary>Takes down what is sent here; null while nobody records it.</summary>
    public RecordingTap? Tap { get; set; }

    /// <summary>Every 20 ms.</summary>
    public abstract void Handle(DateTimeOffset now);

    public bool TryTake(out MediaOutput output) => Outputs.TryTake(out output);

    /// <summary>Passes on what another line said, as it is. False when the codec was not negotiated, nothing may be sent now, or the packet came too late to go on.</summary>
    public bool Relay(in RtpPacket packet, AudioCodec codec, DateTimeOffset now)
    {
        if (Audio.PayloadTypeOf(codec) is not { } payloadType || SoundPath is not { } path || !HasRoomFor(packet.Payload.Length))
        {
            return false;
        }

        stream.UseClock(codec.ClockRate, now);
        if (!stream.TryRelay(packet, payloadType, now, out var header))
        {
            return false;
        }

        Transmit(header, packet.Payload, path);
        Tap?.Heard(header, packet.Payload, codec);
        return true;
    }

    /// <summary>What the other line said is consumed: no gap is left in its place.</summary>
    public void Skip(in RtpPacket packet) => stream.Skip(packet);

    /// <summary>Sends 20 ms of our own: music, silence, a transcoded frame. False when the codec was not negotiated, or nothing may be sent now.</summary>
    public bool Send(AudioCodec codec, ReadOnlySpan<byte> payload, DateTimeOffset now)
    {
        if (Audio.PayloadTypeOf(codec) is not { } payloadType || SoundPath is not { } path || !HasRoomFor(payload.Length))
        {
            return false;
        }

        stream.UseClock(codec.ClockRate, now);
        var header = stream.Next(payloadType, payload.Length, now);
        Transmit(header, payload, path);
        Tap?.Heard(header, payload, codec);
        return true;
    }

    /// <summary>Sends the digit as an event (RFC 4733), in place of audio. False when the other side has no receiver for that: then its tone is to be played.</summary>
    public abstract bool TrySendDigit(char digit);

    /// <summary>One is not over yet: it goes on with each tick.</summary>
    public abstract bool IsSendingDigits { get; }

    /// <summary>The next relayed packet is of another line.</summary>
    public void Switch() => stream.Switch();

    /// <summary>What comes in is listened to anew: the sender's clock may have stood still.</summary>
    public void Resume() => Receiver.Resume();

    /// <summary>Once a second.</summary>
    /// <param name="expected">Somebody listens to what comes in.</param>
    /// <returns>True when nothing has come for so long that the other side must be gone.</returns>
    public abstract bool HasFallenSilent(bool expected);

    /// <summary>What the DTLS side reports, brought over from its thread.</summary>
    public void Handle(DtlsOutput output)
    {
        switch (output)
        {
            case DtlsOutput.Connected connected when TryUse(connected.Keys):
                Outputs.Add(MediaOutputKind.Connected);
                break;
            case DtlsOutput.Failed failed:
                Outputs.Add(MediaOutputKind.Failed, failure: failed.Reason);
                break;
            case DtlsOutput.Closed:
                Outputs.Add(MediaOutputKind.Closed);
                break;
        }
    }

    /// <summary>What the DTLS side wants sent, brought over from its thread.</summary>
    public void SendDtls(ReadOnlySpan<byte> datagram)
    {
        var room = Outputs.Room;
        if (HandshakePath is { } path && datagram.Length <= room.Length)
        {
            datagram.CopyTo(room);
            Outputs.Transmit(datagram.Length, path);
        }
    }

    /// <summary>Says goodbye. What the DTLS side then wants sent still comes by <see cref="SendDtls"/>.</summary>
    public abstract void Close(DateTimeOffset now);

    public virtual void Dispose()
    {
        GC.SuppressFinalize(this);
        Srtp?.Dispose();
    }

    protected MediaOutputs Outputs { get; } = new();

    protected StreamSplicer Stream => stream;

    protected RtpReceiver Receiver { get; private set; } = receiver;

    /// <summary>What came last.</summary>
    protected AudioCodec? HeardCodec { get; set; }

    protected virtual ReceivedPackets Received => Receiver.Total;

    protected RtcpSession Rtcp { get; private set; } = new(stream, receiver, canonicalName);

    /// <summary>Null while nothing is to be protected, or there are no keys yet.</summary>
    protected SrtpSession? Srtp { get; set; }

    /// <summary>Where sound goes; null when none may be sent now.</summary>
    protected abstract Path? SoundPath { get; }

    /// <summary>Where RTCP goes; null when none may be sent now.</summary>
    protected abstract Path? ReportPath { get; }

    protected abstract Path? HandshakePath { get; }

    /// <returns>False when they are not wanted.</returns>
    protected abstract bool TryUse(SrtpKeyingMaterial keys);

    /// <summary>Jitter is counted in units of the clock: with another one it starts anew.</summary>
    protected void Receive(RtpReceiver anew)
    {
        Receiver = anew;
        Rtcp = new RtcpSession(stream, anew, canonicalName);
    }

    protected void Report(DateTimeOffset now)
    {
        if (Rtcp.IsDue(now) && ReportPath is { } path)
        {
            TransmitRtcp(Rtcp.Write(Outputs.Room, now), path);
        }
    }

    protected void SayGoodbye(DateTimeOffset now)
    {
        if (ReportPath is { } path)
        {
            TransmitRtcp(Rtcp.WriteGoodbye(Outputs.Room, now), path);
        }
    }

    protected bool HasRoomFor(int payload) => Outputs.Room.Length >= RtpHeader.Length + payload + SrtpSession.MaximumExpansion;

    protected void Transmit(in RtpHeader header, ReadOnlySpan<byte> payload, in Path path)
    {
        var room = Outputs.Room;
        var length = header.Write(room, payload);
        if (Srtp is null || Srtp.ProtectRtp(room, length, out length) == SrtpFailure.None)
        {
            Outputs.Transmit(length, path);
        }
    }

    void TransmitRtcp(int length, in Path path)
    {
        if (Srtp is null || Srtp.ProtectRtcp(Outputs.Room, length, out length) == SrtpFailure.None)
        {
            Outputs.Transmit(length, path);
        }
    }

    protected static DropReason ReasonOf(SrtpFailure failure) =>
        failure switch
        {
            SrtpFailure.Replayed => DropReason.Replayed,
            SrtpFailure.AuthenticationFailed or SrtpFailure.NotEncrypted => DropReason.NotAuthentic,
            SrtpFailure.TooManySources => DropReason.Excessive,
            _ => DropReason.MalformedRtp,
        };
}
