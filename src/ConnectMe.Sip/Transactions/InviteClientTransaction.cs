namespace ConnectMe.Sip.Transactions;

/// <summary>INVITE client transaction: RFC 3261 §17.1.1, with the Accepted state of RFC 6026 §7.2.</summary>
/// <remarks>
/// <code>
///                 | INVITE
///   timer A: send v           timer B or transport error: report
///          +-> Calling ------------------------------------+
///          +----|  | 1xx                                   |
///               |  v                                       |
///               | Proceeding (1xx: pass up) ---------------+
///     300-699   |  |   2xx: pass up                        |
///   ACK, pass up|  +-----> Accepted (2xx: pass up)         |
///               v                     | timer M            |
///            Completed (300-699: ACK) |                    |
///               | timer D             v                    |
///               +--------------> Terminated &lt;--------------+
/// </code>
/// </remarks>
sealed class InviteClientTransaction(SipTimers timers, bool reliable, DateTimeOffset sentAt) : ITransactionMachine
{
    TimeSpan _interval = timers.T1;
    DateTimeOffset? _resendAt = reliable ? null : sentAt + timers.T1;
    DateTimeOffset? _endAt = sentAt + timers.Timeout;
    bool _cancelled;

    public TransactionActions Handle(TransactionInput input, DateTimeOffset now) =>
        // csharpier-ignore
        (State, input) switch
        {
            (TransactionState.Calling, TransactionInput.Provisional) => Proceed(now),
            (TransactionState.Proceeding, TransactionInput.Provisional) => TransactionActions.PassUp,
            (TransactionState.Calling or TransactionState.Proceeding, TransactionInput.Success) => Accept(now), // RFC 6026 §7.2
            (TransactionState.Calling or TransactionState.Proceeding, TransactionInput.Failure) => Complete(now),
            (TransactionState.Accepted, TransactionInput.Success) => TransactionActions.PassUp,
            (TransactionState.Completed, TransactionInput.Failure) => TransactionActions.Acknowledge,
            (TransactionState.Calling or TransactionState.Proceeding, TransactionInput.Cancel) => Cancel(now),
            (TransactionState.Calling, TransactionInput.TimerFired) when now < _endAt => Resend(now), // timer A
            (TransactionState.Calling or TransactionState.Proceeding, TransactionInput.TimerFired) => End(TransactionActions.ReportTimeout), // timer B
            (TransactionState.Calling or TransactionState.Proceeding, TransactionInput.TransportFailed) => End(
                TransactionActions.ReportTransport
            ),
            (_, TransactionInput.TimerFired) => End(TransactionActions.None), // timers D, M
            _ => TransactionActions.None,
        };

    public TransactionState State { get; private set; } = TransactionState.Calling;

    public DateTimeOffset? NextTimeout =>
        State == TransactionState.Terminated ? null
        : _resendAt < _endAt || _endAt is null ? _resendAt
        : _endAt;

    TransactionActions Proceed(DateTimeOffset now)
    {
        State = TransactionState.Proceeding;
        _resendAt = _endAt = null; // how long it may ring is the user's affair
        return _cancelled ? TransactionActions.PassUp | Cancel(now) : TransactionActions.PassUp;
    }

    TransactionActions Accept(DateTimeOffset now)
    {
        (State, _resendAt, _endAt) = (TransactionState.Accepted, null, now + timers.Timeout);
        return TransactionActions.PassUp;
    }

    TransactionActions Complete(DateTimeOffset now)
    {
        (State, _resendAt, _endAt) = (TransactionState.Completed, null, now + timers.D);
        if (reliable)
        {
            State = TransactionState.Terminated; // timer D is zero: no response comes twice
        }

        return TransactionActions.Acknowledge | TransactionActions.PassUp;
    }

    /// <summary>RFC 3261 §9.1: not before a provisional response; and the INVITE is given up when no final response follows in 64 T1.</summary>
    TransactionActions Cancel(DateTimeOffset now)
    {
        if (State == TransactionState.Calling)
        {
            _cancelled = true;
            return TransactionActions.None;
        }

        if (_endAt is not null)
        {
            return TransactionActions.None; // cancelled before
        }

        _endAt = now + timers.Timeout;
        return TransactionActions.SendCancel;
    }

    TransactionActions Resend(DateTimeOffset now)
    {
        _interval *= 2;
        _resendAt = now + _interval;
        return TransactionActions.Send;
    }

    TransactionActions End(TransactionActions actions)
    {
        State = TransactionState.Terminated;
        return actions;
    }
}
