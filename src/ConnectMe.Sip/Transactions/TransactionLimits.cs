namespace ConnectMe.Sip.Transactions;

/// <summary>How many transactions may be open at once; above it new requests get 503 (R13).</summary>
/// <param name="Server">Requests inside dialogs may go a quarter above this: calls that are up come before new ones.</param>
/// <param name="RetryAfter">What a 503 tells the client to wait (RFC 3261 §21.5.4).</param>
public sealed record TransactionLimits(int Server, int Client, TimeSpan RetryAfter)
{
    public static TransactionLimits Default { get; } = new(20_000, 20_000, TimeSpan.FromSeconds(10));
}
