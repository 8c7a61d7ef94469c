namespace ConnectMe.Sip.Transactions;

/// <summary>The states of all four transactions, as RFC 3261 §17 draws them, with Accepted of RFC 6026 §7.</summary>
public enum TransactionState
{
    /// <summary>A request whose destination is still being looked up (RFC 3263): nothing has been sent.</summary>
    Locating,
    Calling,
    Trying,
    Proceeding,
    Accepted,
    Completed,
    Confirmed,
    Terminated,
}
