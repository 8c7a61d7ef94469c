using ConnectMe.Sip.Parsing;

namespace ConnectMe.Sip.Messages;

/// <summary>RFC 3261 §7.1.</summary>
public sealed class SipRequest : SipMessage
{
    SipUri? _requestUri;

    public SipRequest(SipMethod method, SipUri requestUri)
    {
        Method = method;
        _requestUri = requestUri;
    }

    internal SipRequest(SipMethod method, ReadOnlyMemory<byte> unreadUri, SipHeaders headers)
        : base(headers)
    {
        Method = method;
        UnreadUri = unreadUri;
    }

    internal SipRequest(SipMethod method, SipUri requestUri, SipHeaders headers)
        : base(headers)
    {
        Method = method;
        _requestUri = requestUri;
    }

    public SipMethod Method { get; }

    public SipUri RequestUri
    {
        get => _requestUri ??= ReadUri();
        set
        {
            _requestUri = value;
            UnreadUri = default;
        }
    }

    /// <summary>The Request-URI as it came, already checked; empty once another was set.</summary>
    internal ReadOnlyMemory<byte> UnreadUri { get; private set; }

    public bool IsInvite => Method == SipMethod.Invite;

    public bool IsAck => Method == SipMethod.Ack;

    public bool IsCancel => Method == SipMethod.Cancel;

    /// <summary>Null when it is not there or not between 0 and 255 (RFC 3261 §20.22): then the default, 70, counts.</summary>
    public int? MaxForwards
    {
        get => Seconds(HeaderName.MaxForwards) is { } hops and <= 255 ? hops : null;
        set => SetNumber(HeaderName.MaxForwards, value);
    }

    /// <summary>A copy of its own, to send again with other credentials or another route.</summary>
    public SipRequest Copy() => new(Method, RequestUri, Headers.Copy()) { Body = Body };

    public override string ToString() => $"{Method} {RequestUri}";

    SipUri ReadUri()
    {
        UriReader.Read(UnreadUri.Span, out var parts);
        return parts.ToUri();
    }
}
