using ConnectMe.Sip.Messages;

namespace ConnectMe.Sip.Transactions;

/// <summary>Which transaction a response belongs to: the branch that we gave, and the method (RFC 3261 §17.1.3).</summary>
readonly record struct ClientTransactionKey(string Branch, SipMethod Method)
{
    public static ClientTransactionKey Of(SipResponse response) => new(response.TopVia.Branch ?? "", response.CSeq.Method);
}

/// <summary>Which transaction a request belongs to (RFC 3261 §17.2.3): ACK and CANCEL to that of their INVITE.</summary>
/// <param name="Branch">Or, from a client of RFC 2543, which gives none, what it must then be told apart by.</param>
readonly record struct ServerTransactionKey(string Branch, string SentBy, SipMethod Method)
{
    public static ServerTransactionKey Of(SipRequest request) =>
        Of(request, request.Method == SipMethod.Ack ? SipMethod.Invite : request.Method);

    /// <summary>The INVITE that a CANCEL is for (RFC 3261 §9.2).</summary>
    public static ServerTransactionKey OfCancelled(SipRequest cancel) => Of(cancel, SipMethod.Invite);

    static ServerTransactionKey Of(SipRequest request, SipMethod method)
    {
        var via = request.TopVia;
        return via.HasUniqueBranch
            ? new(via.Branch!, via.SentBy, method)
            // To tag is left out: the ACK has the one that we gave, the INVITE none. Two calls do not share the rest.
            : new($"{request.CallId}\n{request.CSeq.Number}\n{request.From.Tag}\n{request.RequestUri}\n{via.Branch}", via.SentBy, method);
    }
}

/// <summary>What two requests have in common that are one, come by two ways (RFC 3261 §8.2.2.2).</summary>
readonly record struct MergeKey(string CallId, CSeq CSeq, string FromTag)
{
    /// <summary>Null for a request that cannot be merged: it is in a dialog, or of RFC 2543 and has no tag.</summary>
    public static MergeKey? Of(SipRequest request) =>
        request.To.Tag is null && request.From.Tag is { } fromTag ? new(request.CallId, request.CSeq, fromTag) : null;
}
