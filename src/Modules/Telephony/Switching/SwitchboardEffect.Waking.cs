using ConnectMe.Kernel;

namespace ConnectMe.Telephony.Switching;

internal abstract partial record SwitchboardEffect
{
    /// <summary>
    /// The person is called: unless a page of theirs is alive, the browsers that may be are woken by Web Push (B1). It is over with the
    /// <see cref="Domain.CallAnswered"/> or <see cref="Domain.CallEnded"/> of this call.
    /// </summary>
    /// <param name="HasLine">A line of theirs is up as far as is known; its computer may be asleep.</param>
    internal sealed record Wake(CallId Call, UserId User, ShownCaller From, bool HasLine) : SwitchboardEffect;
}
