namespace ConnectMe.Queues;

/// <summary>Names the texts about what this module keeps (Resources/QueuesRetentionText*.resx).</summary>
internal sealed class QueuesRetentionText;
