namespace ConnectMe.Sip.Transactions;

/// <summary>Non-INVITE server transaction: RFC 3261 §17.2.2, as RFC 4320 corrects it.</summary>
/// <remarks>
/// <code>
///              | request: pass up
///              v
///           Trying ------ 1xx: send -----> Proceeding (request: send again; 1xx: send)
///              | 200-699: send                 | 200-699: send
///              v                               |
///          Completed (request: send again) &lt;---+
///              | timer J
///              v
///          Terminated
/// </code>
/// </remarks>
sealed class NonInviteServerTransaction(SipTimers timers, bool reliable, DateTimeOffset receivedAt) : ITransactionMachine
{
    // RFC 4320 §3.1: after 64 T1 the client has given up, and no answer is of use any more.
    DateTimeOffset _endAt = receivedAt + timers.Timeout;

    public TransactionActions Handle(TransactionInput input, DateTimeOffset now) =>
        // csharpier-ignore
        (State, input) switch
        {
            (TransactionState.Trying or TransactionState.Proceeding, TransactionInput.Provisional) => Proceed(),
            (TransactionState.Trying or TransactionState.Proceeding, TransactionInput.Success or TransactionInput.Failure) => Complete(now),
            (TransactionState.Proceeding or TransactionState.Completed, TransactionInput.Request) => TransactionActions.Send,
            (_, TransactionInput.TimerFired) => End(), // timer J
            _ => TransactionActions.None,
        };

    public TransactionState State { get; private set; } = TransactionState.Trying;

    public DateTimeOffset? NextTimeout => State == TransactionState.Terminated ? null : _endAt;

    TransactionActions Proceed()
    {
        State = TransactionState.Proceeding;
        return TransactionActions.Send;
    }

    TransactionActions Complete(DateTimeOffset now)
    {
        (State, _endAt) = (reliable ? TransactionState.Terminated : TransactionState.Completed, now + timers.Timeout);
        return TransactionActions.Send;
    }

    TransactionActions End()
    {
        State = TransactionState.Terminated;
        return TransactionActions.None;
    }
}
