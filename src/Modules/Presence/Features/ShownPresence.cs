using System.Globalization;
using ConnectMe.Identity.Contracts;
using ConnectMe.Presence.Statuses;

namespace ConnectMe.Presence.Features;

/// <summary>The signed-in user's own status, as the top bar and their settings show it.</summary>
internal sealed class ShownPresence(
    ICurrentUser me,
    IPeople people,
    PresenceInMemory presence,
    FlowWords words,
    Durations durations,
    TimeProvider time
)
{
    public async Task<PresenceView> Mine(CancellationToken ct)
    {
        var all = await presence.Of(me.Company, ct);
        var own = all.Of(me.User.Value);
        var now = time.GetUtcNow();
        var held = own.At(now, all.Statuses);
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        var shown = new List<ShownStatus>();
        foreach (var status in all.Statuses.All)
        {
            var forwarding = own.ForwardingOf(status.Id);
            shown.Add(
                new ShownStatus(status.Id, status.NameIn(language), status.Disc, await words.Summary(status.Flow, ct))
                {
                    IsNow = status == held.Status,
                    IsStandard = status.Id == all.Statuses.StandardId,
                    Number = forwarding?.Number ?? "",
                    ToVoicemail = forwarding is { ToVoicemail: true },
                    ForwardsTo = forwarding?.Target() is { } target ? await words.Words(target, ct) : null,
                }
            );
        }

        var isShared = (await people.Of(me.Company, ct)).Any(person => person.Id == me.User && person.Rights.UnifiedCommunications);
        return new PresenceView(shown, held.Until, durations.EndOfWorkingDay, isShared) { IsPlanned = held.IsPlanned };
    }
}

/// <param name="Until">When the status that holds ends; null: it does not.</param>
/// <param name="EndOfWorkingDay">Null: not today any more.</param>
/// <param name="IsShared">Colleagues see it.</param>
internal sealed record PresenceView(
    IReadOnlyList<ShownStatus> Statuses,
    DateTimeOffset? Until,
    DateTimeOffset? EndOfWorkingDay,
    bool IsShared
)
{
    /// <summary>By the calendar (B25).</summary>
    public bool IsPlanned { get; init; }

    public ShownStatus Now => Statuses.First(status => status.IsNow);
}

/// <param name="Does">What becomes of calls, in words.</param>
internal sealed record ShownStatus(Guid Id, string Name, string Disc, string Does)
{
    public bool IsNow { get; init; }

    public bool IsStandard { get; init; }

    /// <summary>What is filled in to forward to; it need not be on.</summary>
    public string Number { get; init; } = "";

    /// <summary>Chosen in place of the number; it need not be on.</summary>
    public bool ToVoicemail { get; init; }

    /// <summary>Where all calls go in this status; null: forwarding is off.</summary>
    public string? ForwardsTo { get; init; }
}
