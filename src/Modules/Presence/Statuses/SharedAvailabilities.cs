using System.Globalization;
using ConnectMe.Contacts.Contracts;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;

namespace ConnectMe.Presence.Statuses;

/// <summary>Who sees whose status: colleagues with the right to it (Unified Communications) see each other's.</summary>
internal sealed class SharedAvailabilities(ICurrentUser me, IPeople people, PresenceInMemory presence, TimeProvider time) : IAvailabilities
{
    public async ValueTask<IReadOnlyDictionary<UserId, Availability>> Of(CompanyId company, CancellationToken ct)
    {
        var sharing = (await people.Of(company, ct)).Where(person => person.Rights.UnifiedCommunications).ToList();
        if (sharing.All(person => person.Id != me.User))
        {
            return new Dictionary<UserId, Availability>();
        }

        var all = await presence.Of(company, ct);
        var now = time.GetUtcNow();
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        return sharing.ToDictionary(
            person => person.Id,
            person =>
            {
                var held = all.Of(person.Id.Value).At(now, all.Statuses);
                return new Availability(held.Status.Disc, held.Status.NameIn(language), held.Until);
            }
        );
    }
}
