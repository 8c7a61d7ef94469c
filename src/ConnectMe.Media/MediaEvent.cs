using System.Net;
using ConnectMe.Media.Audio;

namespace ConnectMe.Media;

/// <param name="Line">The browser's line or the SIP leg.</param>
public abstract record MediaEvent(Guid Line)
{
    /// <summary>A handshake is done and media flows: of a browser's line, or of a SIP leg with DTLS. Other legs are up as soon as offer and answer are exchanged.</summary>
    /// <param name="From">Where a browser's handshake came from; null of a leg.</param>
    /// <param name="OverTcp">It came by TCP; the browser may change to UDP later, and back.</param>
    public sealed record LineUp(Guid Line, IPAddress? From = null, bool OverTcp = false) : MediaEvent(Line);

    public sealed record LineDown(Guid Line, LineDownReason Reason) : MediaEvent(Line);

    /// <param name="Digit">0-9 * # A-D.</param>
    public sealed record DigitReceived(Guid Line, char Digit) : MediaEvent(Line);

    /// <summary>All of what <see cref="MediaEngine.PlayThrough"/> was given has been sent. Not reported when something was played in its place, it was stopped, or the line is closed.</summary>
    /// <param name="Sound">Which: another one may have been asked for while this was reported.</param>
    public sealed record Played(Guid Line, Sound Sound) : MediaEvent(Line);

    /// <summary>A SIP leg's media has ended, whoever ended it: how well it travelled over the whole call. Comes before a <see cref="LineDown"/>.</summary>
    public sealed record LegClosed(Guid Line, LineQuality Quality) : MediaEvent(Line);

    /// <summary>What <see cref="MediaEngine.BeginMeasuring"/> began has ended.</summary>
    public sealed record Measured(Guid Line, Guid Measurement, LineQuality Quality) : MediaEvent(Line);

    /// <summary>People would say something else of the sound than before; also when two lines have just been connected.</summary>
    public sealed record ConditionChanged(Guid Line, SoundCondition Condition) : MediaEvent(Line);

    /// <summary>Another participant of a mix is the one who speaks; at most once a second.</summary>
    /// <param name="Line">Empty when nobody does.</param>
    public sealed record SpeakerChanged(Guid Mix, Guid Line) : MediaEvent(Line);

    /// <summary>What <see cref="MediaEngine.BeginRecording"/> began has ended, and its file is closed.</summary>
    /// <param name="Length">Of the sound in the file; zero when there is no file.</param>
    public sealed record RecordingEnded(Guid Recording, RecordingEnd Why, TimeSpan Length, long Bytes) : MediaEvent(Guid.Empty);

    /// <summary>Our own code failed: for the log. A line that it failed on goes down as well; empty when it was on none.</summary>
    public sealed record Faulted(Guid Line, Exception Exception) : MediaEvent(Line);
}

public enum LineDownReason
{
    /// <summary>The browser said goodbye (DTLS close_notify).</summary>
    Closed,

    /// <summary>No consent check for 30 s (RFC 7675).</summary>
    ConsentExpired,

    HandshakeFailed,

    /// <summary>A SIP leg from which nothing has come for as long as <see cref="LegOptions.MediaTimeout"/>, though somebody listens. The leg is still to be closed.</summary>
    MediaTimeout,

    /// <summary>Our own code failed on it.</summary>
    Faulted,
}
