using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

/// <summary>
/// Several who talk together. Each has a call of their own whose other side is the conference: they hold, mute and hang up as in any call, and see
/// who invited them. Only the initiator knows that it is a conference; in a room of the company everybody of the company does.
/// </summary>
internal sealed class Conference(MixId id, Party initiator)
{
    /// <summary>In a room: nobody began it, and each invites and pays in their own name.</summary>
    public Conference(MixId id, ConferenceRoom room)
        : this(id, new Party(user: null, room.Name, room.Extension)) => Room = room;

    public MixId Id { get; } = id;

    /// <summary>As it was set when the first one came; null: somebody began it in a call.</summary>
    public ConferenceRoom? Room { get; }

    /// <summary>Who began it, invites others and pays for those outside; the room itself in a room.</summary>
    public Party Initiator { get; } = initiator;

    /// <summary>The call of the initiator; null when they left, and the others go on, and in a room.</summary>
    public Call? Own { get; set; }

    /// <summary>The calls of all, the initiator's first; those that ring included.</summary>
    public List<Call> Calls { get; } = [];

    /// <summary>Whose voice is heard, as the media tells.</summary>
    public MediaId? Speaker { get; set; }

    /// <summary>The calls of those who see the others, invite, mute and remove them.</summary>
    public IEnumerable<Call> Leading => Room is null ? Calls.Where(call => call == Own) : Calls.Where(IsOfTheCompany);

    /// <summary>One is no conversation, and the company does not put two outside parties through to each other.</summary>
    public bool IsConversation => Calls.Count(call => call.IsConnected) > 1 && HasCompany;

    /// <summary>In a room one may wait for others.</summary>
    public bool IsOver => Room is null ? Calls.Count < 2 || !HasCompany : Calls.Count == 0;

    /// <summary>Somebody of the company takes part.</summary>
    public bool HasCompany => Calls.Exists(IsOfTheCompany);

    /// <summary>The conference as the other side of a member's call: they see who invited them.</summary>
    public Party NewSeat() => NewSeat(Initiator);

    public Party NewSeat(Party by) => new(user: null, by.Name, by.Number) { Seat = this, InNameOf = by.User };

    /// <summary>The conference as the other side of the initiator's call.</summary>
    public Party NewOwnSeat() => new(user: null, "", "") { Seat = this };

    public static Party MemberOf(Call call) => call.Caller.Seat is null ? call.Caller : call.Callee;

    /// <summary>Who asked this member to take part; null: they came by themselves.</summary>
    public static UserId? InviterOf(Call call) => (call.Caller.Seat is null ? call.Callee : call.Caller).InNameOf;

    static bool IsOfTheCompany(Call call) => call.IsConnected && MemberOf(call).User is not null;
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
