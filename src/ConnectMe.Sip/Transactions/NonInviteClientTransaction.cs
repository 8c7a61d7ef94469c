namespace ConnectMe.Sip.Transactions;

/// <summary>Non-INVITE client transaction: RFC 3261 §17.1.2.</summary>
/// <remarks>
/// <code>
///                  | request
///    timer E: send v          timer F or transport error: report
///           +-> Trying ----------------------------------+
///           +----|  | 1xx: pass up                       |
///                |  v                                    |
///  200-699: pass | Proceeding (1xx: pass up; E: send) ---+
///   up           |  | 200-699: pass up                   |
///                v  v                                    |
///              Completed ---- timer K ----> Terminated &lt;-+
/// </code>
/// </remarks>
sealed class NonInviteClientTransaction(SipTimers timers, bool reliable, DateTimeOffset sentAt) : ITransactionMachine
{
    TimeSpan _interval = timers.T1;
    DateTimeOffset? _resendAt = reliable ? null : sentAt + timers.T1;
    DateTimeOffset _endAt = sentAt + timers.Timeout;

    public TransactionActions Handle(TransactionInput input, DateTimeOffset now) =>
        // csharpier-ignore
        (State, input) switch
        {
            (TransactionState.Trying or TransactionState.Proceeding, TransactionInput.Provisional) => Proceed(),
            (TransactionState.Trying or TransactionState.Proceeding, TransactionInput.Success or TransactionInput.Failure) => Complete(now),
            (TransactionState.Trying or TransactionState.Proceeding, TransactionInput.TimerFired) when now < _endAt => Resend(now), // timer E
            (TransactionState.Trying or TransactionState.Proceeding, TransactionInput.TimerFired) => End(TransactionActions.ReportTimeout), // timer F
            (TransactionState.Trying or TransactionState.Proceeding, TransactionInput.TransportFailed) => End(
                TransactionActions.ReportTransport
            ),
            (TransactionState.Completed, TransactionInput.TimerFired) => End(TransactionActions.None), // timer K
            _ => TransactionActions.None,
        };

    public TransactionState State { get; private set; } = TransactionState.Trying;

    public DateTimeOffset? NextTimeout =>
        State == TransactionState.Terminated ? null
        : _resendAt < _endAt ? _resendAt
        : _endAt;

    TransactionActions Proceed()
    {
        State = TransactionState.Proceeding;
        return TransactionActions.PassUp;
    }

    TransactionActions Complete(DateTimeOffset now)
    {
        (State, _resendAt, _endAt) = (reliable ? TransactionState.Terminated : TransactionState.Completed, null, now + timers.T4);
        return TransactionActions.PassUp;
    }

    TransactionActions Resend(DateTimeOffset now)
    {
        _interval = State == TransactionState.Proceeding ? timers.T2 : timers.Next(_interval);
        _resendAt = now + _interval;
        return TransactionActions.Send;
    }

    TransactionActions End(TransactionActions actions)
    {
        State = TransactionState.Terminated;
        return actions;
    }
}
