namespace ConnectMe.Telephony.Domain;

/// <summary>
/// The last time that a browser of a company reached the media port from the internet. A document, not an event: only the last counts.
/// </summary>
/// <param name="Id">The company's.</param>
/// <param name="From">The browser's address, as the media port saw it.</param>
/// <param name="Port">The media port it was: with another one it says nothing any more.</param>
/// <param name="Advertised">The addresses that browsers were told then; likewise.</param>
public sealed record ReachedFromOutside(Guid Id, DateTimeOffset At, Guid PersonId, string From, int Port, IReadOnlyList<string> Advertised);
