using ConnectMe.Kernel.Retention;
using ConnectMe.Presence.Domain;

namespace ConnectMe.Presence.Keeping;

/// <summary>What this module keeps, and how long.</summary>
internal static class PresenceData
{
    public static IReadOnlyList<DataClass> Classes { get; } =
    [
        new DataClass(75, "presence", typeof(PresenceRetentionText), KeptFor.Ever) { Holds = [typeof(ChosenStatus), typeof(Forwarding)] },
        new DataClass(205, "statuses", typeof(PresenceRetentionText), KeptFor.Ever)
        {
            Holds = [typeof(CompanyStatuses)],
            NotGiven = new Dictionary<Type, string> { [typeof(CompanyStatuses)] = "settings of the company; not of a person" },
        },
    ];
}
