namespace ConnectMe.Media;

/// <summary>How well the audio of a line or leg travels, as of about a second ago.</summary>
/// <param name="Packets">Received from the other side.</param>
/// <param name="Lost">On the way from the other side.</param>
/// <param name="Jitter">RFC 3550 §6.4.1, of what comes from the other side.</param>
/// <param name="RoundTrip">Null before the other side has answered a report.</param>
/// <param name="RemoteLoss">The part of our packets that the other side missed lately, 0 to 1.</param>
/// <param name="Codec">As in a=rtpmap: what came last, else what was agreed on.</param>
/// <param name="Mos">How people would judge what comes from the other side, 1 to 4.5: estimated from loss and delay (ITU-T G.107); null when nothing came.</param>
public sealed record LineQuality(
    long Packets,
    long Lost,
    TimeSpan Jitter,
    TimeSpan? RoundTrip,
    double RemoteLoss,
    string Codec,
    double? Mos
)
{
    /// <summary>A browser's line that UDP does not get through for: what is lost on the way comes late instead, and holds up what follows.</summary>
    public bool OverTcp { get; init; }
}
