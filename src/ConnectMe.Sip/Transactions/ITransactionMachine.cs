namespace ConnectMe.Sip.Transactions;

/// <summary>One of the four state machines of RFC 3261 §17: an input and the time in, actions out.</summary>
interface ITransactionMachine
{
    TransactionActions Handle(TransactionInput input, DateTimeOffset now);

    TransactionState State { get; }

    /// <summary>When <see cref="TransactionInput.TimerFired"/> is due; null: never.</summary>
    DateTimeOffset? NextTimeout { get; }
}
