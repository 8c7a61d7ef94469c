using ConnectMe.Media.Codecs;
using ConnectMe.Media.Rtp;
using ConnectMe.Media.Sdp;

namespace ConnectMe.Media;

/// <summary>
/// What a line speaks through: a browser's <see cref="PeerConnection"/>, or a SIP leg's <see cref="RtpSession"/>. No socket, no clock; one thread.
/// Outputs are to be taken after each call.
/// </summary>
interface IMediaConnection : IDisposable
{
    NegotiatedAudio Audio { get; }

    LineQuality Quality { get; }

    /// <summary>Every 20 ms.</summary>
    void Handle(DateTimeOffset now);

    bool TryTake(out MediaOutput output);

    /// <summary>Passes on what another line said, as it is. False when the codec was not negotiated, nothing may be sent now, or the packet came too late to go on.</summary>
    bool Relay(in RtpPacket packet, AudioCodec codec, DateTimeOffset now);

    /// <summary>What the other line said is consumed: no gap is left in its place.</summary>
    void Skip(in RtpPacket packet);

    /// <summary>Sends 20 ms of our own: music, silence, a transcoded frame. False when the codec was not negotiated, or nothing may be sent now.</summary>
    bool Send(AudioCodec codec, ReadOnlySpan<byte> payload, DateTimeOffset now);

    /// <summary>Sends the digit as an event (RFC 4733), in place of audio. False when the other side has no receiver for that: then its tone is to be played.</summary>
    bool TrySendDigit(char digit);

    /// <summary>The next relayed packet is of another line.</summary>
    void Switch();

    /// <summary>What comes in is listened to anew: the sender's clock may have stood still.</summary>
    void Resume();

    /// <summary>Once a second.</summary>
    /// <param name="expected">Somebody listens to what comes in.</param>
    /// <returns>True when nothing has come for so long that the other side must be gone.</returns>
    bool HasFallenSilent(bool expected);

    /// <summary>Says goodbye.</summary>
    void Close(DateTimeOffset now);
}
