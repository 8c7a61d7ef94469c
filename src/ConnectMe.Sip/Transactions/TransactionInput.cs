namespace ConnectMe.Sip.Transactions;

/// <summary>What can happen to a transaction. Responses are those received (client) or those to be sent (server).</summary>
enum TransactionInput
{
    /// <summary>The request came again.</summary>
    Request,
    Ack,

    /// <summary>1xx.</summary>
    Provisional,

    /// <summary>2xx.</summary>
    Success,

    /// <summary>3xx to 6xx.</summary>
    Failure,

    /// <summary>The application wants the INVITE cancelled.</summary>
    Cancel,
    TimerFired,
    TransportFailed,
}
