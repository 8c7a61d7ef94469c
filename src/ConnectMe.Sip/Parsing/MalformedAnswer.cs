using ConnectMe.Sip.Messages;

namespace ConnectMe.Sip.Parsing;

/// <summary>
/// What a malformed request is answered with (RFC 3261 §21.4.1, RFC 4475): to the address that it came from, without a transaction, with the headers
/// that could be made out as they were.
/// </summary>
static class MalformedAnswer
{
    /// <param name="malformed">What <see cref="MessageReader"/> made of it; null, or an ACK, is not answered.</param>
    /// <param name="toTag">The same each time for the same request (§8.2.7).</param>
    /// <returns>Null: to be dropped without a word.</returns>
    public static SipResponse? To(SipRequest? malformed, MalformedReason reason, string toTag)
    {
        if (malformed is null || malformed.IsAck || !malformed.Headers.Contains(HeaderName.Via))
        {
            return null;
        }

        var response = new SipResponse(StatusOf(reason), StatusOf(reason) == 400 ? $"Bad Request ({reason})" : null);
        response.Headers.CopyFrom(malformed.Headers, HeaderName.Via);
        CopyFirst(malformed, response, HeaderName.From);
        if (malformed.Address(HeaderName.To) is { Tag: null } to)
        {
            response.Headers.Add(HeaderName.To, to.WithTag(toTag));
        }
        else
        {
            CopyFirst(malformed, response, HeaderName.To);
        }

        CopyFirst(malformed, response, HeaderName.CallId);
        CopyFirst(malformed, response, HeaderName.CSeq);
        return response;
    }

    static int StatusOf(MalformedReason reason) =>
        reason switch
        {
            MalformedReason.VersionUnknown => 505,
            MalformedReason.StartLineTooLong => 414,
            MalformedReason.BodyTooLong or MalformedReason.MessageTooLong => 513,
            _ => 400,
        };

    /// <summary>There may be two, which is what is wrong with it.</summary>
    static void CopyFirst(SipRequest from, SipResponse to, string name)
    {
        if (from.Headers[name] is { } value)
        {
            to.Headers.Add(name, value);
        }
    }
}
