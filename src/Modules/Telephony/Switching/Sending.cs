using ConnectMe.Kernel;

namespace ConnectMe.Telephony.Switching;

/// <summary>Why somebody who is in a call already rings another number.</summary>
/// <param name="Root">Of the call they were in.</param>
/// <param name="Payer">Who handed them on, or at whom they were forwarded; null when a queue led them on that pays for nothing.</param>
internal sealed record Sending(CallId Root, UserId? Payer)
{
    public Transfer? Transfer { get; init; }

    public Forwarding? Forwarding { get; init; }

    /// <summary>They hear the ringing tone already.</summary>
    public bool WasAlerted { get; init; }

    /// <summary>How often queues and applications led it on.</summary>
    public int LedOn { get; init; }
}
