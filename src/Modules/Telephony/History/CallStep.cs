using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.History;

/// <summary>What a colleague did with a call that was parked, picked up or taken over.</summary>
/// <param name="Slot">Where it was parked; empty when it only rang.</param>
internal sealed record CallStep(CallStepKind Kind, string Name, string Slot)
{
    public static IEnumerable<CallStep> Of(CallRecord record)
    {
        var slot = record.Slot ?? "";
        if (record.ParkedBy is { } parker)
        {
            yield return new CallStep(CallStepKind.ParkedBy, parker.Name, slot);
        }

        if (record.TakenBy is { } taker)
        {
            yield return new CallStep(HowTaken(record), taker.Name, slot);
        }
    }

    static CallStepKind HowTaken(CallRecord record) =>
        record switch
        {
            { Outcome: CallOutcome.TakenOver } => CallStepKind.TakenOverBy,
            { Slot: null } => CallStepKind.TakenBy,
            _ => CallStepKind.FetchedBy,
        };
}

internal enum CallStepKind
{
    ParkedBy,
    FetchedBy,

    /// <summary>It rang at somebody else.</summary>
    TakenBy,

    /// <summary>A supervisor took the place of who talked in it.</summary>
    TakenOverBy,
}
