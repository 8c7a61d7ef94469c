using System.Net;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.Dialogs;

/// <summary>A peer-to-peer relationship of two user agents (RFC 3261 §12): who, in which order, by which way.</summary>
sealed partial class Dialog
{
    readonly bool _isSymmetric;
    RouteSet _routes;
    SipFlow? _flow;
    SipFlow? _lastFlow;
    uint _localSequence;
    uint? _remoteSequence;

    /// <param name="isSymmetric">
    /// Without a route set requests go back over the peer's flow, not to its Contact: a device may be behind a NAT (RFC 5626 §4.3 in spirit).
    /// </param>
    Dialog(
        DialogId id,
        NameAddress local,
        NameAddress remote,
        SipUri remoteTarget,
        RouteSet routes,
        SipUri contact,
        SipFlow? flow,
        bool isSymmetric
    )
    {
        Id = id;
        Local = local;
        Remote = remote;
        RemoteTarget = remoteTarget;
        _routes = routes;
        Contact = contact;
        (_flow, _lastFlow) = (flow, flow);
        _isSymmetric = isSymmetric;
    }

    /// <summary>The callee's side (§12.1.1).</summary>
    public static Dialog OfRequest(
        SipRequest request,
        string localTag,
        SipUri contact,
        SipFlow flow,
        bool isSymmetric,
        uint firstSequence = 1
    ) =>
        new(
            DialogId.OfRequest(request) with
            {
                LocalTag = localTag,
            },
            request.To.WithTag(localTag),
            request.From,
            request.Contacts is [var peer, ..] ? peer.Uri : request.From.Uri,
            RouteSet.OfRequest(request),
            contact,
            flow,
            isSymmetric
        )
        {
            _remoteSequence = request.CSeq.Number,
            _localSequence = firstSequence,
        };

    /// <summary>The caller's side (§12.1.2).</summary>
    public static Dialog OfResponse(SipRequest request, SipResponse response, SipUri contact, SipFlow? flow, bool isSymmetric) =>
        new(
            DialogId.OfResponse(response),
            request.From,
            response.To,
            response.Contacts is [var peer, ..] ? peer.Uri : request.RequestUri,
            RouteSet.OfResponse(response),
            contact,
            flow,
            isSymmetric
        )
        {
            _localSequence = request.CSeq.Number,
        };

    /// <summary>A request of the peer within the dialog: false when it comes out of order, to be answered with 500 (§12.2.2).</summary>
    public bool Accepts(SipRequest request)
    {
        if (request.CSeq.Number <= _remoteSequence)
        {
            return false;
        }

        _remoteSequence = request.CSeq.Number;
        Changes++;
        return true;
    }

    /// <summary>The 2xx to our INVITE: its route set and target are the ones that count (§13.2.2.4).</summary>
    public void Confirm(SipResponse response)
    {
        _routes = RouteSet.OfResponse(response);
        Refresh(response);
    }

    /// <summary>A target refresh (§12.2.1.2, §12.2.2): INVITE, UPDATE and their 2xx.</summary>
    public void Refresh(SipMessage message)
    {
        if (message.Contacts is [var peer, ..])
        {
            RemoteTarget = peer.Uri;
            Changes++;
        }
    }

    /// <summary>The peer was heard over this flow: a device that reconnected is answered where it is now.</summary>
    public void HeardOver(SipFlow flow)
    {
        Changes += _flow == flow ? 0 : 1;
        (_flow, _lastFlow) = (flow, flow);
    }

    public void Lost(SipFlow flow) => _flow = _flow == flow ? null : _flow;

    /// <summary>The next request within the dialog (§12.2.1.1).</summary>
    public SipRequest Request(SipMethod method) => Request(method, NextSequence());

    /// <summary>The ACK of a 2xx has the CSeq number of its INVITE (§13.2.2.4).</summary>
    public SipRequest Ack(uint inviteSequence) => Request(SipMethod.Ack, inviteSequence);

    /// <summary>A CSeq number for a request that is sent again, with credentials.</summary>
    public uint NextSequence()
    {
        Changes++;
        return ++_localSequence;
    }

    public DialogId Id { get; }

    public NameAddress Local { get; }

    public NameAddress Remote { get; }

    /// <summary>Where we are to be found in this dialog.</summary>
    public SipUri Contact { get; }

    public SipUri RemoteTarget { get; private set; }

    /// <summary>The peer was heard from this address, or says that it is there.</summary>
    public bool IsAt(IPAddress address) => address.Equals(_flow?.Remote.Address) || address.Equals(RemoteTarget.Address);

    /// <summary>The connection by which requests went, when it is gone: now they go to the device's Contact.</summary>
    public SipFlow? LostFlow => _isSymmetric && _routes.IsEmpty && _flow is null && _lastFlow is { IsProven: true } lost ? lost : null;

    /// <summary>
    /// With its connection gone the device cannot be reached: its Contact is not where it came from, so there is a NAT between, or a browser, which
    /// takes no connections (RFC 7118 §5). Any other may listen there.
    /// </summary>
    public bool HasToBeAwaited =>
        LostFlow is { } lost
        && (lost.Protocol is SipProtocol.Ws || (RemoteTarget.Address is { } address && !address.Equals(lost.Remote.Address)));

    public SipTarget Target =>
        _isSymmetric && _routes.IsEmpty && _flow is { } flow ? SipTarget.Over(flow) : SipTarget.At(_routes.NextHop(RemoteTarget));

    SipRequest Request(SipMethod method, uint sequence)
    {
        var (uri, routes) = _routes.Lead(RemoteTarget);
        var request = new SipRequest(method, uri);
        request.Headers.Add("Max-Forwards", "70");
        foreach (var route in routes)
        {
            request.Headers.Add("Route", route.ToString());
        }

        request.Headers.Add("From", Local.ToString());
        request.Headers.Add("To", Remote.ToString());
        request.Headers.Add("Call-ID", Id.CallId);
        request.Headers.Add("CSeq", new CSeq(sequence, method).ToString());
        if (TargetRefreshing.Contains(method))
        {
            request.Headers.Add("Contact", new NameAddress(Contact).ToString());
        }

        return request;
    }

    /// <summary>Requests that tell the peer where we are (§12.2.1.1; RFC 3311 §5.1; RFC 3515 §2.2; RFC 6665 §4).</summary>
    static readonly SipMethod[] TargetRefreshing =
    [
        SipMethod.Invite,
        SipMethod.Update,
        SipMethod.Refer,
        SipMethod.Subscribe,
        SipMethod.Notify,
    ];
}
