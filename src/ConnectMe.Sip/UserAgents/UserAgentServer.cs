using ConnectMe.Sip.Events;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transactions;

namespace ConnectMe.Sip.UserAgents;

/// <summary>
/// What RFC 3261 §8.2 has a server look at before it does anything. None of it depends on who asks, so it comes before authentication, costs nothing,
/// and tells nobody who is known here.
/// </summary>
static class UserAgentServer
{
    /// <summary>The refusal of a request that no one can be served; null when it may go on.</summary>
    public static SipResponse? Inspect(ServerTransaction transaction)
    {
        var request = transaction.Request;
        if (!SipMethod.Known.Contains(request.Method))
        {
            return With(transaction, 501, "Allow", Extensions.Allow); // §8.2.1; RFC 4475 §3.1.1.2
        }

        if (!request.RequestUri.IsSip && !request.RequestUri.IsTel)
        {
            return SipResponse.For(request, 416, transaction.ToTag); // §8.2.2.1
        }

        if (request.Method != SipMethod.Register && Extensions.Unknown(request) is { Count: > 0 } unknown) // the registrar has options of its own
        {
            return With(transaction, 420, "Unsupported", string.Join(", ", unknown)); // §8.2.2.3
        }

        if (request.IsInvite && request.MaxForwards == 0)
        {
            return SipResponse.For(request, 483, transaction.ToTag); // §16.3: a call goes on from here
        }

        return BodyRefusal(transaction);
    }

    public static SipResponse NotAllowed(ServerTransaction transaction) => With(transaction, 405, "Allow", Extensions.Allow);

    public static SipResponse UnsupportedBody(ServerTransaction transaction) => With(transaction, 415, "Accept", Extensions.Accept);

    public static SipResponse BadEvent(ServerTransaction transaction) => With(transaction, 489, "Allow-Events", EventPackages.AllowEvents);

    /// <summary>§11.2.</summary>
    public static SipResponse Capabilities(ServerTransaction transaction)
    {
        var response = SipResponse.For(transaction.Request, 200, transaction.ToTag);
        Extensions.AddTo(response);
        response.Headers.Add("Accept", Extensions.Accept);
        response.Headers.Add("Accept-Encoding", "identity");
        response.Headers.Add("Accept-Language", "nl, en");
        response.Headers.Add("Allow-Events", EventPackages.AllowEvents);
        return response;
    }

    /// <summary>§8.2.3, and §8.2.4 as far as it is about bodies.</summary>
    static SipResponse? BodyRefusal(ServerTransaction transaction)
    {
        var request = transaction.Request;
        var takesSdp = request.IsInvite || request.Method == SipMethod.Update || request.Method == SipMethod.Prack;
        if (takesSdp && !AcceptsSdp(request))
        {
            return SipResponse.For(request, 406, transaction.ToTag);
        }

        if (!takesSdp || request.Body.IsEmpty)
        {
            return null;
        }

        if (request.Headers["Content-Encoding"] is { } encoding && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            return With(transaction, 415, "Accept-Encoding", "identity");
        }

        SessionDescription.Unwrap(request);
        return SessionDescription.IsIn(request) || IsOptional(request) ? null : UnsupportedBody(transaction);
    }

    static bool AcceptsSdp(SipRequest request)
    {
        if (request.Headers["Accept"] is null)
        {
            return true;
        }

        var types = request.Headers.Elements("Accept").Select(type => type.Split(';')[0].Trim().ToLowerInvariant());
        return types.Any(type => type is SessionDescription.ContentType or "application/*" or "*/*");
    }

    /// <summary>§20.11: a body that may be left alone.</summary>
    static bool IsOptional(SipRequest request) =>
        request
            .Headers["Content-Disposition"]
            ?.Replace(" ", "", StringComparison.Ordinal)
            .Contains("handling=optional", StringComparison.OrdinalIgnoreCase) == true;

    static SipResponse With(ServerTransaction transaction, int status, string header, string value)
    {
        var response = SipResponse.For(transaction.Request, status, transaction.ToTag);
        response.Headers.Add(header, value);
        return response;
    }
}
