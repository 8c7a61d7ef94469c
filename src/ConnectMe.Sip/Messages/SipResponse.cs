namespace ConnectMe.Sip.Messages;

/// <summary>RFC 3261 §7.2.</summary>
public sealed class SipResponse : SipMessage
{
    public SipResponse(int statusCode, string? reasonPhrase = null)
        : this(statusCode, reasonPhrase ?? StatusCodes.Phrase(statusCode), new SipHeaders()) { }

    internal SipResponse(int statusCode, string reasonPhrase, SipHeaders headers)
        : base(headers)
    {
        StatusCode = statusCode;
        ReasonPhrase = reasonPhrase;
    }

    public int StatusCode { get; }

    public string ReasonPhrase { get; }

    public bool IsProvisional => StatusCode < 200;

    public bool IsFinal => StatusCode >= 200;

    public bool IsSuccess => StatusCode is >= 200 and < 300;

    /// <summary>
    /// A response with the headers that RFC 3261 §8.2.6 takes over: Via, From, To, Call-ID, CSeq, the Timestamp of a 100, and Record-Route where a
    /// dialog may begin (§12.1.1).
    /// </summary>
    /// <param name="toTag">Added when the request's To has none, and the response is not a 100.</param>
    public static SipResponse For(SipRequest request, int status, string? toTag = null, string? reason = null)
    {
        var response = new SipResponse(status, reason);
        var headers = response.Headers;
        headers.CopyFrom(request.Headers, HeaderName.Via);
        if (status is > 100 and < 300)
        {
            headers.CopyFrom(request.Headers, HeaderName.RecordRoute);
        }

        headers.CopyFrom(request.Headers, HeaderName.From);
        if (toTag is not null && status > 100 && request.Address(HeaderName.To) is { Tag: null } to)
        {
            headers.Add(HeaderName.To, to.WithTag(toTag));
        }
        else
        {
            headers.CopyFrom(request.Headers, HeaderName.To);
        }

        headers.CopyFrom(request.Headers, HeaderName.CallId);
        headers.CopyFrom(request.Headers, HeaderName.CSeq);
        if (status == 100)
        {
            headers.CopyFrom(request.Headers, HeaderName.Timestamp);
        }

        return response;
    }

    public SipResponse Copy() => new(StatusCode, ReasonPhrase, Headers.Copy()) { Body = Body };

    public override string ToString() => $"{StatusCode} {ReasonPhrase}";
}
