namespace ConnectMe.Telephony.Switching;

/// <summary>Calls whose sound goes through a mix, because more than two are to hear it.</summary>
internal sealed partial class Switchboard
{
    /// <summary>What each of the call's media should be in the mix: none before the answer, on hold, or while its line is lost.</summary>
    static IEnumerable<(MediaId Media, HeardBy By)> WantedInMix(Call call) =>
        call switch
        {
            { IsConnected: true, Conference: { Room: not null, IsConversation: false } } => [], // they hear music until there is somebody to talk with
            { IsConnected: true, Conference: not null } => Conference.MemberOf(call) is { Holds: false, IsAway: false, Leg: { } leg } member
                ? [(leg.Media, member.MutedByOther ? HeardBy.Nobody : HeardBy.All)]
                : [],
            { IsConnected: true, Supervises: { } supervision } => call.Caller is { Holds: false, IsAway: false, Leg: { } own }
                ? [(own.Media, supervision.HeardBy)]
                : [],
            { IsConnected: true, Supervisions.Count: > 0 }
                when Array.TrueForAll(call.Parties, party => party is { Holds: false, IsAway: false }) => call.Parties.Select(party =>
                (party.Leg!.Media, HeardBy.All)
            ),
            _ => [],
        };

    static MixId? MixOf(Call call) =>
        call.Conference?.Id
        ?? (
            call.Supervises is { } supervision ? MixOf(supervision.Watched)
            : call.Supervisions.Count > 0 ? new MixId(call.Id.Value)
            : null
        );

    void TakeOutOfMix(Call call)
    {
        foreach (var mixed in call.Mixed.Where(mixed => !WantedInMix(call).Any(wanted => wanted.Media == mixed.Media)).ToList())
        {
            call.Mixed.Remove(mixed);
            _effects.Add(new SwitchboardEffect.Unmix(call.Id, mixed.In, mixed.Media));
        }
    }

    void PutInMix(Call call)
    {
        foreach (var (media, by) in WantedInMix(call))
        {
            var mixed = new Mixed(MixOf(call)!.Value, media, by);
            if (!call.Mixed.Contains(mixed))
            {
                call.Mixed.RemoveAll(before => before.Media == media);
                call.Mixed.Add(mixed);
                _effects.Add(new SwitchboardEffect.Mix(call.Id, mixed.In, media, by));
            }
        }

        foreach (var supervision in call.Supervisions)
        {
            Settle(supervision.Own!);
        }
    }
}

/// <summary>What was last asked of a media in a mix.</summary>
internal sealed record Mixed(MixId In, MediaId Media, HeardBy By);
