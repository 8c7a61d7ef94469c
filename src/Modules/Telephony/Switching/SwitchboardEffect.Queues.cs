using ConnectMe.Kernel;

namespace ConnectMe.Telephony.Switching;

internal abstract partial record SwitchboardEffect
{
    /// <summary>It rings no more at the agent to whom it was offered: answered there or elsewhere, or not. Of such a call nothing is recorded.</summary>
    internal sealed record OfferEnded(CallId Call) : SwitchboardEffect;

    /// <summary>An agent did not answer so often that they get no more calls of this queue: for what keeps who is signed in.</summary>
    internal sealed record PauseAgent(Guid Queue, UserId Agent) : SwitchboardEffect;
}
