using ConnectMe.Kernel;

namespace ConnectMe.Telephony.Switching;

/// <summary>The other side of a call to an application, with what its script asked for last.</summary>
/// <param name="whose">Whose call was led there; null when its number was dialled.</param>
internal sealed class ApplicationSeat(string name, UserId? whose)
{
    public string Name => name;

    public UserId? For => whose;

    /// <summary>The queue in which its call waits, or from which it was led here.</summary>
    public Guid? Queue { get; init; }

    /// <summary>Of the application's destinations the one that was called.</summary>
    public Guid? Destination { get; init; }

    public bool HasBegun { get; set; }

    /// <summary>What is still to be heard, the first one now.</summary>
    public Queue<ClipId> Clips { get; } = new();

    public RecordingId? Recording { get; set; }

    /// <summary>What is recorded now; null while the caller holds the call or their line is awaited.</summary>
    public MediaId? Recorded { get; set; }
}
