using ConnectMe.Kernel;

namespace ConnectMe.Telephony.Switching;

internal abstract partial record SwitchboardInput
{
    [GenerateSerializer, Immutable]
    internal abstract record OfConference : SwitchboardInput;

    /// <summary>Somebody is rung to take part; with the first of them the call becomes a conference (M6.4.8). They are in when they answer.</summary>
    /// <param name="Call">A call of two, or the initiator's call in a conference.</param>
    /// <param name="Own">The initiator's call in the conference that begins.</param>
    /// <param name="Other">Likewise of who they were talking with.</param>
    /// <param name="Invited">Of who is rung.</param>
    [GenerateSerializer, Immutable]
    internal sealed record Invite(
        [property: Id(0)] CallId Call,
        [property: Id(1)] UserId User,
        [property: Id(2)] string Target,
        [property: Id(3)] CallId Own,
        [property: Id(4)] CallId Other,
        [property: Id(5)] CallId Invited
    ) : OfConference;

    /// <summary>The initiator keeps a member from being heard, or lets them again.</summary>
    /// <param name="Member">The member's call.</param>
    [GenerateSerializer, Immutable]
    internal sealed record MuteMember(
        [property: Id(0)] CallId Call,
        [property: Id(1)] UserId User,
        [property: Id(2)] CallId Member,
        [property: Id(3)] bool On
    ) : OfConference;

    /// <summary>The initiator puts a member out, or no longer rings them.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record RemoveMember([property: Id(0)] CallId Call, [property: Id(1)] UserId User, [property: Id(2)] CallId Member)
        : OfConference;

    /// <summary>The initiator ends it for all. To leave alone is to hang up.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record EndConference([property: Id(0)] CallId Call, [property: Id(1)] UserId User) : OfConference;

    /// <param name="Speaker">Null when nobody speaks.</param>
    [GenerateSerializer, Immutable]
    internal sealed record SpeakerChanged([property: Id(0)] MixId Mix, [property: Id(1)] MediaId? Speaker) : OfConference;
}
