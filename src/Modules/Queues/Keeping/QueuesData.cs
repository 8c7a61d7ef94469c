using ConnectMe.Kernel.Retention;
using ConnectMe.Queues.Domain;

namespace ConnectMe.Queues.Keeping;

/// <summary>What this module keeps, and how long.</summary>
internal static class QueuesData
{
    public static IReadOnlyList<DataClass> Classes { get; } =
    [
        new DataClass(78, "queue-agents", typeof(QueuesRetentionText), KeptFor.Ever) { Holds = [typeof(QueueSignIn), typeof(QueuesView)] },
        new DataClass(206, "queues", typeof(QueuesRetentionText), KeptFor.Ever) { Holds = [typeof(CompanyQueues)] },
    ];
}
