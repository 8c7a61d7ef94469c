using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.History;

namespace ConnectMe.Telephony.Features;

/// <summary>What a line of the call log says of how a call ended.</summary>
internal static class CallLogWords
{
    /// <summary>The end of the text's key.</summary>
    public static string Of(CallLogEntry entry) =>
        entry switch
        {
            { Missed: true } => "Missed",
            { WasTaken: true, Duration: null } => "Taken",
            { WasParked: true, Outcome: CallOutcome.Transferred } => "Parked",
            _ => entry.Outcome.ToString(),
        };

    /// <summary>All that <see cref="Of"/> can give, for the test that each has a text.</summary>
    public static IEnumerable<string> All => Enum.GetNames<CallOutcome>().Concat(["Missed", "Taken", "Parked"]);
}
