using ConnectMe.Sip.Transactions;

namespace ConnectMe.Sip.Tests.Transactions;

/// <summary>Lets a transaction's timers fire when they are due, and writes down what it wants done when.</summary>
static class Schedule
{
    public static readonly DateTimeOffset Start = new(2027, 3, 28, 0, 59, 59, TimeSpan.Zero);

    /// <summary>Until it has nothing more to wait for; "0.5 Send" is half a second after <see cref="Start"/>.</summary>
    public static IReadOnlyList<string> Of(ITransactionMachine machine)
    {
        List<string> happened = [];
        while (machine.NextTimeout is { } due && happened.Count < 100)
        {
            var actions = machine.Handle(TransactionInput.TimerFired, due);
            var end = machine.State == TransactionState.Terminated ? " end" : "";
            happened.Add(FormattableString.Invariant($"{(due - Start).TotalSeconds:0.###} {actions}{end}"));
        }

        return happened;
    }
}
