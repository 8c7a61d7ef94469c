using System.Net;
using System.Threading.Channels;

namespace ConnectMe.Media;

/// <summary>
/// All browser lines of one process: sockets, the media thread, DTLS handshakes, and the switching between lines.
/// Every member may be called from any thread and returns at once; commands for one line are carried out in the order given.
/// </summary>
public sealed class MediaEngine(MediaOptions options) : IAsyncDisposable
{
    public MediaOptions Options { get; } = options;

    /// <summary>What happened to lines. One reader.</summary>
    public ChannelReader<MediaEvent> Events { get; } = Channel.CreateUnbounded<MediaEvent>().Reader;

    /// <summary>Answers a browser's offer. An open line with the same id is replaced by the new one, and keeps what it was connected to.</summary>
    /// <param name="reachedAt">The address by which the browser reached us; advertised when no public address is set.</param>
    public LineAnswer OpenLine(Guid line, string offer, IPAddress reachedAt) => throw new NotSupportedException();

    /// <summary>Says goodbye (close_notify) and forgets the line. No <see cref="MediaEvent.LineDown"/> follows.</summary>
    public void CloseLine(Guid line) => throw new NotSupportedException();

    /// <summary>From now on the line is sent a packet every 20 ms: what is connected or played to it, else silence.</summary>
    public void StartStream(Guid line) => throw new NotSupportedException();

    public void StopStream(Guid line) => throw new NotSupportedException();

    /// <summary>The two lines hear each other. A line is in one connection at a time: an older one ends.</summary>
    public void Connect(Guid one, Guid other) => throw new NotSupportedException();

    public void Disconnect(Guid one, Guid other) => throw new NotSupportedException();

    /// <summary>Plays a sound over and over until stopped or replaced. What is connected to the line is not heard meanwhile.</summary>
    public void Play(Guid line, Audio.Sound sound) => throw new NotSupportedException();

    public void StopPlaying(Guid line) => throw new NotSupportedException();

    /// <summary>Nothing of what this line says is passed on while muted.</summary>
    public void SetMuted(Guid line, bool muted) => throw new NotSupportedException();

    /// <summary>The line hears the digits as tones (browsers have no RFC 4733 receiver).</summary>
    public void SendDigits(Guid line, string digits) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <param name="PublicAddresses">Advertised instead of the address by which the browser came (NAT, container); may be empty.</param>
/// <param name="Port">The UDP port of all lines; 0 takes a free one.</param>
public sealed record MediaOptions(IReadOnlyList<IPAddress> PublicAddresses, int Port);

public abstract record LineAnswer
{
    LineAnswer() { }

    public sealed record Accepted(string Sdp) : LineAnswer;

    /// <param name="Reason">For the one who sent the offer, in English: "a=fingerprint is missing".</param>
    public sealed record Refused(string Reason) : LineAnswer;
}

public abstract record MediaEvent(Guid Line)
{
    public sealed record LineUp(Guid Line) : MediaEvent(Line);

    public sealed record LineDown(Guid Line, LineDownReason Reason) : MediaEvent(Line);

    /// <param name="Digit">0-9 * # A-D.</param>
    public sealed record DigitReceived(Guid Line, char Digit) : MediaEvent(Line);
}

public enum LineDownReason
{
    /// <summary>The browser said goodbye (DTLS close_notify).</summary>
    Closed,

    /// <summary>No consent check for 30 s (RFC 7675).</summary>
    ConsentExpired,

    HandshakeFailed,
}
