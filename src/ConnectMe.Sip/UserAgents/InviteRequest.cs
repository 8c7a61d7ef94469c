using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.UserAgents;

/// <summary>The INVITE of a plan (RFC 3261 §8.1.1, §13.2.1), with what may be told of the caller (RFC 3323, RFC 3325).</summary>
static class InviteRequest
{
    public static SipRequest Of(InvitePlan plan, UserAgentCore core, SessionTiming timing, uint sequence)
    {
        // §19.1.5: headers in a URI are somebody else's text; a Route among them would lead the call elsewhere.
        var request = new SipRequest(SipMethod.Invite, plan.RequestUri.WithoutHeaders());
        var headers = request.Headers;
        headers.Add("Max-Forwards", plan.MaxForwards);
        if (plan.Trunk?.OutboundProxy is { } proxy) // §8.1.2: a pre-loaded route
        {
            headers.Add("Route", new NameAddress(proxy.With("lr", null)));
        }

        foreach (var route in plan.Route)
        {
            headers.Add("Route", route);
        }

        var from = plan.IsPrivate ? Anonymous : plan.From;
        headers.Add("From", from.WithTag(core.Tokens.Tag()));
        headers.Add("To", (plan.To ?? new NameAddress(plan.RequestUri.WithoutHeaders())).Without("tag"));
        headers.Add("Call-ID", core.Tokens.CallId());
        request.CSeq = new CSeq(sequence, SipMethod.Invite);
        headers.Add("Contact", new NameAddress(UserAgentCore.Contact(from.Uri.User)));
        Extensions.AddTo(request);
        timing.AddTo(request);
        AddIdentity(plan, headers);
        if (plan.ReferredBy is { } transferor)
        {
            headers.Add("Referred-By", transferor);
        }

        foreach (var (name, value) in plan.Headers)
        {
            headers.Add(name, value);
        }

        SessionDescription.Put(request, plan.Sdp);
        return request;
    }

    public static SipTarget TargetOf(InvitePlan plan)
    {
        if (plan.Flow is { } flow)
        {
            return SipTarget.Over(flow);
        }

        return SipTarget.At(
            plan.Trunk?.OutboundProxy ?? (plan.Route is [var first, ..] ? first.Uri : plan.Trunk?.Server ?? plan.RequestUri)
        );
    }

    static void AddIdentity(InvitePlan plan, SipHeaders headers)
    {
        // RFC 3325 §5, §6: the identity leaves the trust domain only when its owner does not mind; a device is outside.
        var isTrusted = plan.Trunk is { IsTrusted: true };
        if (plan.AssertedIdentity is { } identity && (isTrusted || (plan.Trunk is null && !plan.IsPrivate)))
        {
            headers.Add("P-Asserted-Identity", identity);
        }

        if (plan.IsPrivate)
        {
            headers.Add("Privacy", "id");
        }
    }

    /// <summary>RFC 3323 §4.1.1.3.</summary>
    static readonly NameAddress Anonymous = new(new SipUri("anonymous.invalid", "anonymous"), "Anonymous");
}
