using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.History;

/// <summary>What a colleague did with a call that was parked or picked up.</summary>
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
            yield return new CallStep(record.Slot is null ? CallStepKind.TakenBy : CallStepKind.FetchedBy, taker.Name, slot);
        }
    }
}

internal enum CallStepKind
{
    ParkedBy,
    FetchedBy,

    /// <summary>It rang at somebody else.</summary>
    TakenBy,
}
