using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transactions;

namespace ConnectMe.Sip.Transport;

/// <summary>What the loop has to do.</summary>
abstract record Work
{
    Work() { }

    internal sealed record Message(SipMessage Content, SipFlow Flow, int Size) : Work;

    internal sealed record Act(Action<ITransactionUser, DateTimeOffset> Action) : Work;

    internal sealed record Located(ClientTransaction Transaction, IReadOnlyList<SipDestination> Destinations) : Work;

    internal sealed record Closed(Connection Connection) : Work;

    /// <summary>Somebody waits until all that was put before it is done.</summary>
    internal sealed record Mark(TaskCompletionSource Passed) : Work;

    /// <summary>A deadline may have passed.</summary>
    internal sealed record Tick : Work;
}
