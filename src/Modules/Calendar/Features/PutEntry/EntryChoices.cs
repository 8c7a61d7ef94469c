using System.Globalization;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel.Design;
using ConnectMe.Presence.Contracts;

namespace ConnectMe.Calendar.Features;

/// <summary>What the form of a planned status offers to its reader, and begins with.</summary>
internal sealed class EntryChoices(IStatuses statuses, IPeople people, ICurrentUser me)
{
    public async Task<IReadOnlyList<Choice>> Statuses(CancellationToken ct)
    {
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        return [.. (await statuses.Of(me.Company, ct)).Select(status => new Choice($"{status.Id}", status.NameIn(language)))];
    }

    public async Task<bool> Has(Guid? status, CancellationToken ct) => (await statuses.Of(me.Company, ct)).Any(one => one.Id == status);

    /// <summary>The first that somebody is not reached as usual in; plans are mostly of such.</summary>
    public async Task<Guid> Usual(CancellationToken ct)
    {
        var all = await statuses.Of(me.Company, ct);
        return (all.FirstOrDefault(status => status.Disc != "ok") ?? all[0]).Id;
    }

    public async Task<ProfileRole> Role(CancellationToken ct) =>
        (await people.Of(me.Company, ct)).FirstOrDefault(person => person.Id == me.User)?.ProfileRole ?? default;
}
