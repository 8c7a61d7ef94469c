namespace ConnectMe.Media;

/// <summary>What becomes of a browser's offer.</summary>
public abstract record LineAnswer
{
    LineAnswer() { }

    public sealed record Accepted(string Sdp) : LineAnswer;

    /// <param name="Reason">For the one who sent the offer, in English: "a=fingerprint is missing in the audio section".</param>
    public sealed record Refused(string Reason) : LineAnswer;
}
