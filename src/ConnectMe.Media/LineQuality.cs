namespace ConnectMe.Media;

/// <summary>How well a line's audio travels, as of about a second ago.</summary>
/// <param name="Packets">Received from the browser.</param>
/// <param name="Lost">On the way from the browser.</param>
/// <param name="Jitter">RFC 3550 §6.4.1, of what comes from the browser.</param>
/// <param name="RoundTrip">Null before the browser has answered a report.</param>
/// <param name="RemoteLoss">The part of our packets that the browser missed lately, 0 to 1.</param>
public sealed record LineQuality(long Packets, long Lost, TimeSpan Jitter, TimeSpan? RoundTrip, double RemoteLoss);
