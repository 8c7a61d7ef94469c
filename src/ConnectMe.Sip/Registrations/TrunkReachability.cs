using ConnectMe.Sip.Transactions;

namespace ConnectMe.Sip.Registrations;

/// <summary>Whether a trunk answers.</summary>
/// <param name="Status">Of its last answer; null when none came.</param>
/// <param name="Failure">Why none came.</param>
public sealed record TrunkReachability(bool IsUp, int? Status, TransactionFailure? Failure, DateTimeOffset Since);
