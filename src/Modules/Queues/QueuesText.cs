namespace ConnectMe.Queues;

/// <summary>Names the texts of this module (Resources/QueuesText.resx is Dutch, QueuesText.en.resx English).</summary>
internal sealed class QueuesText;
