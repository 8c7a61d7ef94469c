using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.People;
using Marten;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>The company's templates of rights as its administrators see them.</summary>
internal sealed class ShownRights(ICurrentUser me, IQuerySession session, IStringLocalizer<RightsText> text)
{
    public async Task<IReadOnlyList<ShownTemplate>> All(CancellationToken ct)
    {
        var rights = await session.RightsOf(me.Company, ct);
        var people = await session.Query<User>().Where(user => user.DeactivatedAt == null).ToListAsync(ct);
        var holders = people.ToLookup(user => (rights.Find(user.RightsTemplate ?? rights.StandardId) ?? rights.Templates[0]).Id);
        return
        [
            .. rights.Templates.Select(template => new ShownTemplate(
                template,
                NameOf(template),
                holders[template.Id].Count(),
                holders[template.Id].Count(user => user.OwnRights != RightsOfOne.None),
                people.Count,
                template.Id == rights.ForNewPeople,
                template.Id == rights.StandardId
            )),
        ];
    }

    public string NameOf(RightsTemplate template) => template.Name.Length > 0 ? template.Name : text["StandardTemplate"];

    /// <summary>All that is in it, in the words of the reader: "Parkeren: ja".</summary>
    public IEnumerable<(string Right, string Value)> Words(PersonRights rights) =>
        [
            (text["Outside"], text[$"Outside-{rights.Outside}"]),
            (text["CallerIds"], WordsOf(rights.CallerIds)),
            (text["Parking"], YesOrNo(rights.Parking)),
            (text["PickUp"], text[$"PickUp-{rights.PickUp}"]),
            (text["Recording"], text[$"Recording-{rights.Recording}"]),
            (text["UnifiedCommunications"], YesOrNo(rights.UnifiedCommunications)),
            (text["Voicemail"], YesOrNo(rights.Voicemail)),
            (text["VisualVoicemail"], YesOrNo(rights.VisualVoicemail)),
        ];

    public string WordsOf(CallerIdKinds kinds) =>
        kinds is CallerIdKinds.None
            ? text["CallerIds-None"]
            : string.Join(", ", Kinds.Where(kind => kinds.HasFlag(kind)).Select(kind => text[$"CallerIds-{kind}"].Value));

    public string YesOrNo(bool right) => text[right ? "Yes" : "No"];

    /// <summary>Each by itself.</summary>
    public static IReadOnlyList<CallerIdKinds> Kinds { get; } =
    [CallerIdKinds.Own, CallerIdKinds.Mobile, CallerIdKinds.Company, CallerIdKinds.Group, CallerIdKinds.Hidden];
}

/// <param name="Holders">How many people have it.</param>
/// <param name="WithOwn">Of them who have rights of their own beside it.</param>
/// <param name="People">All who work here.</param>
/// <param name="IsStandard">It can't be removed.</param>
internal sealed record ShownTemplate(
    RightsTemplate Template,
    string Name,
    int Holders,
    int WithOwn,
    int People,
    bool IsForNewPeople,
    bool IsStandard
);
