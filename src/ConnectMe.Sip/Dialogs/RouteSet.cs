using ConnectMe.Sip.Messages;

namespace ConnectMe.Sip.Dialogs;

/// <summary>The proxies that the requests of a dialog pass, nearest first (RFC 3261 §12.1, §12.2.1.1).</summary>
sealed class RouteSet(IReadOnlyList<NameAddress> routes)
{
    public static readonly RouteSet Empty = new([]);

    /// <summary>A caller sees the Record-Routes of the response from behind (§12.1.2).</summary>
    public static RouteSet OfResponse(SipResponse response) => new([.. response.RecordRoutes.Reverse()]);

    /// <summary>A callee sees those of the request as they stand (§12.1.1).</summary>
    public static RouteSet OfRequest(SipRequest request) => new([.. request.RecordRoutes]);

    public IReadOnlyList<string> ToStore() => [.. routes.Select(route => route.ToString())];

    public bool IsEmpty => routes.Count == 0;

    /// <summary>Where a request goes to: the first route, without one the remote target.</summary>
    public SipUri NextHop(SipUri remoteTarget) => IsEmpty ? remoteTarget : routes[0].Uri;

    /// <summary>Request-URI and Route headers. A strict router, one without <c>lr</c>, wants to be the Request-URI itself and the target at the end.</summary>
    public (SipUri RequestUri, IReadOnlyList<NameAddress> Routes) Lead(SipUri remoteTarget)
    {
        if (IsEmpty || routes[0].Uri.IsLooseRouter)
        {
            return (remoteTarget.WithoutHeaders(), routes);
        }

        return (routes[0].Uri.WithoutHeaders(), [.. routes.Skip(1), new NameAddress(remoteTarget)]);
    }
}
