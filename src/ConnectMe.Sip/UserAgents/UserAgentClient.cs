using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transactions;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.UserAgents;

/// <summary>
/// Sends requests and brings their responses to who sent them (RFC 3261 §8.1). A challenge from the request's own trunk is answered on the way (§22.2);
/// everybody else's is a refusal like any other (A4).
/// </summary>
sealed class UserAgentClient(ITransactions transactions, UserAgentOptions options, ChallengeAnswers challenges)
{
    readonly Dictionary<ClientTransaction, PendingRequest> _pending = [];

    /// <returns>The session that it was for.</returns>
    public InviteSession? Handle(ClientTransaction transaction, SipResponse response, DateTimeOffset now)
    {
        if (!_pending.TryGetValue(transaction, out var pending))
        {
            return null; // a 2xx long after the call was over
        }

        if (pending.Session.Trunk is { } trunk)
        {
            challenges.Learn(trunk, pending.Target, transaction.Flow);
        }

        if (response.StatusCode is 401 or 407 && TryAgainWithCredentials(pending, response))
        {
            _pending.Remove(transaction);
            return pending.Session;
        }

        if (response.IsFinal && !(response.IsSuccess && pending.Request.IsInvite))
        {
            _pending.Remove(transaction);
        }

        pending.Answered(pending, new RequestAnswer(response, null), now);
        return pending.Session;
    }

    /// <returns>The session that it was for.</returns>
    public InviteSession? Failed(ClientTransaction transaction, TransactionFailure failure, DateTimeOffset now)
    {
        if (!_pending.Remove(transaction, out var pending))
        {
            return null;
        }

        pending.Answered(pending, new RequestAnswer(null, failure), now);
        return pending.Session;
    }

    /// <param name="session">Whose trunk's credentials may answer a challenge.</param>
    /// <param name="nextSequence">A CSeq number for sending it again.</param>
    public PendingRequest Send(SipRequest request, SipTarget target, InviteSession session, Func<uint> nextSequence, AnswerHandler answered)
    {
        request.Headers.Set("User-Agent", options.Product);
        var pending = new PendingRequest(request, target, session, nextSequence, answered);
        Start(pending);
        return pending;
    }

    /// <summary>For an ACK of a 2xx, which nobody answers.</summary>
    public void SendAck(SipRequest ack, SipTarget target)
    {
        ack.Headers.Set("User-Agent", options.Product);
        transactions.SendWithoutTransaction(ack, target);
    }

    public void Cancel(PendingRequest pending, SessionReason? reason) => transactions.Cancel(pending.Transaction!, reason?.ToString());

    /// <summary>An INVITE that was answered long ago: no 2xx of another fork comes any more (§13.2.2.4).</summary>
    public void Forget(PendingRequest pending) => _pending.Remove(pending.Transaction!);

    public int PendingCount => _pending.Count;

    void Start(PendingRequest pending)
    {
        pending.Transaction = transactions.Send(pending.Request, pending.Target);
        _pending.Add(pending.Transaction, pending);
    }

    bool TryAgainWithCredentials(PendingRequest pending, SipResponse response)
    {
        if (pending.Session.Trunk is not { Credentials: not null } trunk || pending.IsAbandoned)
        {
            return false;
        }

        var again = pending.Request.Copy();
        if (!challenges.TryAnswer(again, response, trunk, pending.Transaction!.Flow, pending.Tries))
        {
            return false;
        }

        // §22.2: a request that is sent again has a new CSeq number; the digest has no part in it.
        again.CSeq = new CSeq(pending.NextSequence(), again.Method);
        again.Headers.Remove("Via");
        pending.Request = again;
        pending.Tries++;
        Start(pending);
        return true;
    }
}

delegate void AnswerHandler(PendingRequest request, in RequestAnswer answer, DateTimeOffset now);

/// <summary>A request on its way.</summary>
sealed class PendingRequest(SipRequest request, SipTarget target, InviteSession session, Func<uint> nextSequence, AnswerHandler answered)
{
    /// <summary>As it was sent last, with credentials if it was sent again.</summary>
    public SipRequest Request { get; set; } = request;

    public SipTarget Target { get; } = target;

    public InviteSession Session { get; } = session;

    public Func<uint> NextSequence { get; } = nextSequence;

    public AnswerHandler Answered { get; } = answered;

    public ClientTransaction? Transaction { get; set; }

    /// <summary>How often it was sent with credentials.</summary>
    public int Tries { get; set; }

    /// <summary>Given up: a challenge that comes now is not answered.</summary>
    public bool IsAbandoned { get; set; }
}

/// <summary>A response, or what stands for one when none came (RFC 3261 §8.1.3.1).</summary>
readonly record struct RequestAnswer(SipResponse? Response, TransactionFailure? Failure)
{
    public int Status => Response?.StatusCode ?? (Failure == TransactionFailure.Timeout ? 408 : 503);

    public string Reason => Response?.ReasonPhrase ?? StatusCodes.Phrase(Status);

    public bool IsProvisional => Response is { IsProvisional: true };

    public bool IsSuccess => Response is { IsSuccess: true };

    /// <summary>The dialog is gone with it (§12.2.1.2; RFC 5057 §5.1).</summary>
    public bool EndsTheDialog => Status is 408 or 481 or 404 or 410 or 416 or 482 or 483 or 484 or 485 or 502 or 604;
}
