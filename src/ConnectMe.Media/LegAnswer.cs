namespace ConnectMe.Media;

/// <summary>What becomes of an offer from, or an answer of, the other side of a SIP leg.</summary>
public abstract record LegAnswer
{
    LegAnswer() { }

    /// <param name="Sdp">The answer to send; empty when it was an answer that has been accepted.</param>
    /// <param name="Direction">What the other side says: <see cref="MediaDirection.SendOnly"/> and <see cref="MediaDirection.Inactive"/> mean that it holds us.</param>
    /// <param name="Codec">The first choice, as in a=rtpmap.</param>
    /// <param name="IsEncrypted">SRTP.</param>
    public sealed record Accepted(string Sdp, MediaDirection Direction, string Codec, bool IsEncrypted) : LegAnswer
    {
        public bool IsHeld => Direction is MediaDirection.SendOnly or MediaDirection.Inactive;
    }

    /// <summary>What was agreed on before stays as it is.</summary>
    /// <param name="Reason">For the one who sent the SDP, in English: "the audio section offers none of PCMA, PCMU".</param>
    public sealed record Refused(string Reason, LegRefusal Kind) : LegAnswer;
}

/// <summary>What SIP answers a refusal with.</summary>
public enum LegRefusal
{
    /// <summary>The text is no session description: 400.</summary>
    Malformed,

    /// <summary>Nothing in it that we can do: 488.</summary>
    NotAcceptable,

    /// <summary>No RTP port is free: 503.</summary>
    NoPort,
}
