using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transactions;
using ConnectMe.Sip.Transport;
using ConnectMe.Sip.UserAgents;

namespace ConnectMe.Sip.Registrations;

/// <summary>
/// Asks a trunk by OPTIONS (RFC 3261 §11) whether it is there: any answer but 408 and 503 says yes. One question without answer in 4 s is enough to say no,
/// so that a trunk that falls silent is known within 49 s and one that is back within 34 s (R11: 90 and 60).
/// </summary>
sealed class OptionsPing(SipTrunk trunk, Tokens tokens)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);
    public static readonly TimeSpan WhileUp = TimeSpan.FromSeconds(45);
    public static readonly TimeSpan WhileDown = TimeSpan.FromSeconds(30);

    readonly Queue<PingOutput> _outputs = new();
    readonly string _callId = tokens.CallId();
    readonly string _tag = tokens.Tag();
    uint _sequence = tokens.FirstSequence();
    bool _isWaiting;

    /// <summary>A response to the last question, in time or late.</summary>
    public void Handle(SipResponse response, DateTimeOffset now)
    {
        if (_isWaiting && response.IsFinal)
        {
            Conclude(response.StatusCode is not (408 or 503), response.StatusCode, null, now);
        }
    }

    public void Failed(TransactionFailure failure, DateTimeOffset now)
    {
        if (_isWaiting)
        {
            Conclude(false, null, failure, now);
        }
    }

    public void Handle(DateTimeOffset now)
    {
        if (now < NextTimeout)
        {
            return;
        }
        if (_isWaiting)
        {
            Conclude(false, null, TransactionFailure.Timeout, now);
        }
        else if (NextTimeout is not null)
        {
            Ask(now);
        }
    }

    public void Start(DateTimeOffset now) => Ask(now);

    /// <summary>A call to the trunk went unanswered: it is looked at now, not at the next turn.</summary>
    public void Suspect(DateTimeOffset now)
    {
        if (!_isWaiting)
        {
            Ask(now);
        }
    }

    public bool TryTake(out PingOutput? output) => _outputs.TryDequeue(out output);

    public DateTimeOffset? NextTimeout { get; private set; }

    /// <summary>Null until the first answer, or the first that did not come.</summary>
    public TrunkReachability? State { get; private set; }

    void Ask(DateTimeOffset now)
    {
        _isWaiting = true;
        NextTimeout = now + Patience;
        var uri = trunk.Server;
        var ours = new NameAddress(new SipUri(LocalContact.Host));
        var request = new SipRequest(SipMethod.Options, uri);
        request.Headers.Add(HeaderName.MaxForwards, 70);
        if (trunk.OutboundProxy is { } proxy)
        {
            request.Headers.Add(HeaderName.Route, new NameAddress(proxy.With("lr", null)));
        }
        request.Headers.Add(HeaderName.From, new NameAddress(new SipUri(uri.Host, "ping"), null, _tag));
        request.Headers.Add(HeaderName.To, new NameAddress(uri));
        request.Headers.Add(HeaderName.CallId, _callId);
        request.CSeq = new CSeq(_sequence++, SipMethod.Options);
        request.Headers.Add(HeaderName.Contact, ours);
        request.Headers.Add(HeaderName.Accept, "application/sdp");
        _outputs.Enqueue(new PingOutput.Send(request, SipTarget.At(trunk.OutboundProxy ?? uri)));
    }

    void Conclude(bool isUp, int? status, TransactionFailure? failure, DateTimeOffset now)
    {
        _isWaiting = false;
        NextTimeout = now + (isUp ? WhileUp : WhileDown);
        if (State is null || State.IsUp != isUp || (State.Status, State.Failure) != (status, failure))
        {
            State = new TrunkReachability(isUp, status, failure, State?.IsUp == isUp ? State.Since : now);
            _outputs.Enqueue(new PingOutput.Changed(State));
        }
    }
}

abstract record PingOutput
{
    public sealed record Send(SipRequest Request, SipTarget Target) : PingOutput;

    public sealed record Changed(TrunkReachability State) : PingOutput;
}
