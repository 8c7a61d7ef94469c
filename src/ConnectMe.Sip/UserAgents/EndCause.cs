namespace ConnectMe.Sip.UserAgents;

/// <summary>Why a session is over.</summary>
public enum EndCause
{
    /// <summary>We hung up, or gave up calling.</summary>
    HungUp,

    /// <summary>We refused it.</summary>
    Refused,

    /// <summary>The other side hung up.</summary>
    PeerHungUp,

    /// <summary>The caller gave up before we answered.</summary>
    Cancelled,

    /// <summary>We answered, and the caller never acknowledged it (§13.3.1.4).</summary>
    NotAcknowledged,

    /// <summary>A reliable provisional response was never acknowledged (RFC 3262 §3).</summary>
    ProvisionalNotAcknowledged,

    /// <summary>The session timer ran out (RFC 4028 §10).</summary>
    Expired,

    /// <summary>The other side knows nothing of the session any more, or does not answer (§12.2.1.2).</summary>
    PeerGone,
}

/// <summary>A Reason header (RFC 3326), such as <c>SIP;cause=200;text="Call completed elsewhere"</c> or <c>Q.850;cause=16</c>.</summary>
public sealed record SessionReason(string Protocol, int? Cause, string? Text)
{
    public static SessionReason AnsweredElsewhere { get; } = new("SIP", 200, "Call completed elsewhere");

    /// <summary>The header's value; a text that could not stand between quotes is left out.</summary>
    public override string ToString()
    {
        var cause = Cause is { } number ? $";cause={number}" : "";
        var text = Text is { } words && words.All(c => c is >= ' ' and <= '~' and not '"' and not '\\') ? $";text=\"{words}\"" : "";
        return $"{Protocol}{cause}{text}";
    }
}
