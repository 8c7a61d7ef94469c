namespace ConnectMe.Sip.Transactions;

/// <summary>INVITE server transaction: RFC 3261 §17.2.1, with the Accepted state of RFC 6026 §7.1.</summary>
/// <remarks>
/// <code>
///                  | INVITE: pass up; 100 if the user says nothing in 200 ms
///                  v
///              Proceeding (INVITE: send again; 1xx: send)
///                |      | 2xx: send
///  300-699: send |      +----> Accepted (2xx: send; ACK: pass up)
///                v                       | timer L
///   Completed (INVITE, timer G: send)    |
///      | ACK        | timer H            |
///      v            v                    v
///   Confirmed --> Terminated &lt;-----------+
///        timer I
/// </code>
/// </remarks>
sealed class InviteServerTransaction(SipTimers timers, bool reliable, DateTimeOffset receivedAt) : ITransactionMachine
{
    TimeSpan _interval = timers.T1;
    bool _hasResponse;
    DateTimeOffset? _resendAt = receivedAt + SipTimers.Trying;
    DateTimeOffset? _endAt;

    public TransactionActions Handle(TransactionInput input, DateTimeOffset now) =>
        // csharpier-ignore
        (State, input) switch
        {
            (TransactionState.Proceeding, TransactionInput.Request) when _hasResponse => TransactionActions.Send,
            (TransactionState.Proceeding, TransactionInput.Provisional) => Proceed(TransactionActions.Send),
            (TransactionState.Proceeding, TransactionInput.TimerFired) => Proceed(TransactionActions.SendTrying),
            (TransactionState.Proceeding, TransactionInput.Success) => Accept(now), // RFC 6026 §7.1
            (TransactionState.Proceeding, TransactionInput.Failure) => Complete(now),
            (TransactionState.Accepted, TransactionInput.Success) => TransactionActions.Send, // the user retransmits a 2xx (§13.3.1.4)
            (TransactionState.Accepted, TransactionInput.Ack) => TransactionActions.PassUp,
            (TransactionState.Completed, TransactionInput.Request) => TransactionActions.Send,
            (TransactionState.Completed, TransactionInput.Ack) => Confirm(now),
            (TransactionState.Completed, TransactionInput.TimerFired) when now < _endAt => Resend(now), // timer G
            (_, TransactionInput.TimerFired) => End(), // timers H, I, L
            _ => TransactionActions.None, // absorbed
        };

    public TransactionState State { get; private set; } = TransactionState.Proceeding;

    public DateTimeOffset? NextTimeout =>
        State == TransactionState.Terminated ? null
        : _resendAt < _endAt || _endAt is null ? _resendAt
        : _endAt;

    TransactionActions Proceed(TransactionActions actions)
    {
        (_hasResponse, _resendAt) = (true, null);
        return actions;
    }

    TransactionActions Accept(DateTimeOffset now)
    {
        (State, _resendAt, _endAt) = (TransactionState.Accepted, null, now + timers.Timeout);
        return TransactionActions.Send;
    }

    TransactionActions Complete(DateTimeOffset now)
    {
        (State, _resendAt, _endAt) = (TransactionState.Completed, reliable ? null : now + timers.T1, now + timers.Timeout);
        return TransactionActions.Send;
    }

    TransactionActions Confirm(DateTimeOffset now)
    {
        (State, _resendAt, _endAt) = (reliable ? TransactionState.Terminated : TransactionState.Confirmed, null, now + timers.T4);
        return TransactionActions.None;
    }

    TransactionActions Resend(DateTimeOffset now)
    {
        _interval = timers.Next(_interval);
        _resendAt = now + _interval;
        return TransactionActions.Send;
    }

    TransactionActions End()
    {
        State = TransactionState.Terminated;
        return TransactionActions.None;
    }
}
