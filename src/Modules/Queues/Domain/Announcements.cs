namespace ConnectMe.Queues.Domain;

/// <summary>What who waits hears besides music.</summary>
/// <param name="Greets">That they are in the queue, when they come.</param>
/// <param name="Position">How many wait before them.</param>
/// <param name="ExpectedWait">How long it will take, as far as that can be told.</param>
/// <param name="EverySeconds">After which position and expected wait are said again; 0: once.</param>
/// <param name="OffersVoicemail">A key leads to the group's mailbox.</param>
public sealed record Announcements(bool Greets, bool Position, bool ExpectedWait, int EverySeconds, bool OffersVoicemail)
{
    public const int ShortestInterval = 15;

    public const int LongestInterval = 600;

    public static Announcements Usual { get; } =
        new(Greets: true, Position: true, ExpectedWait: false, EverySeconds: 45, OffersVoicemail: false);
}
