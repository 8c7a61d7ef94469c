using System.Collections.Immutable;
using ConnectMe.Kernel;

namespace ConnectMe.Telephony.Switching;

/// <summary>How a call came to be forwarded.</summary>
/// <param name="By">At whom it was forwarded last: they pay for it when it goes outside.</param>
/// <param name="Passed">Everybody it was called or forwarded to before: it comes to nobody twice.</param>
internal sealed record Forwarding(Party By, ImmutableArray<UserId> Passed);
