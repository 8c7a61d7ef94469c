namespace ConnectMe.Telephony.Switching;

/// <summary>
/// Several who talk together. Each has a call of their own whose other side is the conference: they hold, mute and hang up as in any call, and see
/// who invited them. Only the initiator knows that it is a conference.
/// </summary>
internal sealed class Conference(MixId id, Party initiator)
{
    public MixId Id { get; } = id;

    /// <summary>Who began it, invites others and pays for those outside.</summary>
    public Party Initiator { get; } = initiator;

    /// <summary>The call of the initiator; null when they left, and the others go on.</summary>
    public Call? Own { get; set; }

    /// <summary>The calls of all, the initiator's first; those that ring included.</summary>
    public List<Call> Calls { get; } = [];

    /// <summary>Whose voice is heard, as the media tells.</summary>
    public MediaId? Speaker { get; set; }

    /// <summary>One is no conversation, and the company does not put two outside parties through to each other.</summary>
    public bool IsOver => Calls.Count < 2 || !Calls.Exists(call => call.IsConnected && MemberOf(call).User is not null);

    /// <summary>The conference as the other side of a member's call: they see who invited them.</summary>
    public Party NewSeat() => new(user: null, Initiator.Name, Initiator.Number) { Seat = this, InNameOf = Initiator.User };

    /// <summary>The conference as the other side of the initiator's call.</summary>
    public Party NewOwnSeat() => new(user: null, "", "") { Seat = this };

    public static Party MemberOf(Call call) => call.Caller.Seat is null ? call.Caller : call.Callee;
}

/// <summary>Several media that hear each other: a conference, or a call that is supervised.</summary>
[GenerateSerializer, Immutable]
internal readonly record struct MixId([property: Id(0)] Guid Value);

/// <summary>Who of a mix hears one of it.</summary>
/// <param name="IsAll">Everybody else; else <paramref name="Only"/>, and nobody when that is null.</param>
internal readonly record struct HeardBy(bool IsAll, MediaId? Only)
{
    public static HeardBy All { get; } = new(IsAll: true, Only: null);

    public static HeardBy Nobody { get; } = new(IsAll: false, Only: null);

    public static HeardBy One(MediaId media) => new(IsAll: false, media);
}
