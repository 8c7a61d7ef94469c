using ConnectMe.Sip.Messages;

namespace ConnectMe.Sip.Transactions;

/// <summary>The two requests that are made from another request.</summary>
static class RequestOfTransaction
{
    /// <summary>RFC 3261 §17.1.1.3: the ACK for a response other than 2xx; To is the response's.</summary>
    public static SipRequest Ack(SipRequest invite, SipResponse response)
    {
        var ack = Same(invite, SipMethod.Ack);
        ack.Headers.CopyFrom(response.Headers, HeaderName.To);
        return ack;
    }

    /// <summary>RFC 3261 §9.1, with a Reason as RFC 3326 allows.</summary>
    public static SipRequest Cancel(SipRequest invite, string? reason)
    {
        var cancel = Same(invite, SipMethod.Cancel);
        cancel.Headers.CopyFrom(invite.Headers, HeaderName.To);
        if (reason is not null)
        {
            cancel.Headers.Add(HeaderName.Reason, reason);
        }

        return cancel;
    }

    static SipRequest Same(SipRequest invite, SipMethod method)
    {
        var request = new SipRequest(method, invite.RequestUri);
        request.Headers.Add(HeaderName.Via, invite.TopVia);
        request.Headers.CopyFrom(invite.Headers, HeaderName.Route);
        request.Headers.Add(HeaderName.MaxForwards, MaxForwards);
        request.Headers.CopyFrom(invite.Headers, HeaderName.From);
        request.Headers.CopyFrom(invite.Headers, HeaderName.CallId);
        request.CSeq = invite.CSeq with { Method = method };
        return request;
    }

    const int MaxForwards = 70;
}
