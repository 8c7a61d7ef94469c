namespace ConnectMe.Telephony.Domain;

/// <summary>When somebody wants to be warned of who waits too long (M5-22, M5-23): what is switched off keeps its seconds.</summary>
/// <param name="Id">The person's.</param>
/// <param name="IsHeard">A short tone with the red.</param>
public sealed record ChosenWaitWarnings(Guid Id, bool WarnsInOrange, int OrangeSeconds, bool WarnsInRed, int RedSeconds, bool IsHeard)
{
    public const int Shortest = 5;
    public const int Longest = 3600;

    public static ChosenWaitWarnings Usual(Guid person) => new(person, true, 60, true, 120, IsHeard: false);
}
