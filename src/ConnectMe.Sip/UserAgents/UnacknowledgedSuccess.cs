using ConnectMe.Sip.Dialogs;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transactions;

namespace ConnectMe.Sip.UserAgents;

/// <summary>A 2xx of ours to an INVITE or re-INVITE, sent again until its ACK comes (RFC 3261 §13.3.1.4).</summary>
sealed class UnacknowledgedSuccess
{
    readonly UserAgentCore _core;
    readonly InviteSession _session;
    readonly ServerTransaction _transaction;
    readonly SipResponse _response;
    readonly Retransmission _retransmission = Retransmission.OfSuccess();

    public UnacknowledgedSuccess(
        UserAgentCore core,
        InviteSession session,
        ServerTransaction transaction,
        SipResponse response,
        DateTimeOffset now
    )
    {
        (_core, _session, _transaction, _response) = (core, session, transaction, response);
        _core.Respond(_transaction, _response);
        _retransmission.Start(now);
    }

    public void Handle(DateTimeOffset now)
    {
        if (_retransmission.HasFailed(now))
        {
            _session.NotAcknowledged(now);
        }
        else if (_retransmission.IsDue(now))
        {
            _core.Respond(_transaction, _response);
        }
    }

    public bool IsAcknowledgedBy(SipRequest ack) => ack.CSeq.Number == _transaction.Request.CSeq.Number;

    /// <summary>To the INVITE, not to a re-INVITE.</summary>
    public bool BeganTheSession { get; init; }

    /// <summary>The ACK is to bring an answer.</summary>
    public bool CarriesOffer { get; init; }

    public DateTimeOffset? NextTimeout => _retransmission.NextTimeout;
}
