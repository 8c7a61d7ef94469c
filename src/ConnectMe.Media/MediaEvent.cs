namespace ConnectMe.Media;

public abstract record MediaEvent(Guid Line)
{
    public sealed record LineUp(Guid Line) : MediaEvent(Line);

    public sealed record LineDown(Guid Line, LineDownReason Reason) : MediaEvent(Line);

    /// <param name="Digit">0-9 * # A-D.</param>
    public sealed record DigitReceived(Guid Line, char Digit) : MediaEvent(Line);

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

    /// <summary>Our own code failed on it.</summary>
    Faulted,
}
