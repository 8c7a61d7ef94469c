using ConnectMe.Kernel;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

// Queues: who waits is in a call to their application, and rings at agents by calls of which nothing is recorded.
internal sealed partial class Ears
{
    public List<(Guid Queue, UserId Agent)> Paused { get; } = [];

    /// <summary>Nothing is recorded of it, and somebody waits.</summary>
    bool IsOffered(CallId call) => Of(call).Count == 0 && _scripts.Values.Any(script => script.Queue is not null);

    void HearOfQueues(SwitchboardEffect effect)
    {
        switch (effect)
        {
            case SwitchboardEffect.PauseAgent pause:
                Paused.Add((pause.Queue, pause.Agent));
                break;
            case SwitchboardEffect.OfferEnded { Call: var offer }:
                Assert.Empty(Of(offer));
                Assert.DoesNotContain(_legs, leg => leg.Key.Call == offer && leg.Value is { IsSip: true, Answered: false });
                break;
        }
    }
}
