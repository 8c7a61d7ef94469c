using ConnectMe.Sip.Messages;

namespace ConnectMe.Sip.Transport;

/// <summary>Where a request goes.</summary>
public abstract record SipTarget
{
    SipTarget() { }

    /// <summary>To be located by RFC 3263; the next address is tried when one fails. Over UDP only where <paramref name="uri"/> leads to it.</summary>
    public static SipTarget At(SipUri uri) => new Located(uri);

    /// <summary>Over this flow, and over nothing else.</summary>
    public static SipTarget Over(SipFlow flow) => new Along(flow);

    public sealed record Located(SipUri Uri) : SipTarget;

    public sealed record Along(SipFlow Flow) : SipTarget;
}
