namespace ConnectMe.Sip.Transactions;

/// <summary>What a transaction wants done after an input; several at once.</summary>
[Flags]
enum TransactionActions
{
    None = 0,

    /// <summary>Send the request (client) or the latest response (server).</summary>
    Send = 1,

    /// <summary>Send 100 Trying: the user has said nothing yet.</summary>
    SendTrying = 2,

    /// <summary>Send the ACK for the response that came (RFC 3261 §17.1.1.3).</summary>
    Acknowledge = 4,

    /// <summary>Send a CANCEL (RFC 3261 §9.1).</summary>
    SendCancel = 8,

    /// <summary>The response, or the ACK, is for the user.</summary>
    PassUp = 16,
    ReportTimeout = 32,
    ReportTransport = 64,
}
