using System.Collections.Concurrent;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;
using Marten;

namespace ConnectMe.Telephony.Configuration;

/// <summary>The configuration of each company that asked, held as long as it is fresh, and longer while the database is away.</summary>
internal sealed class TelephonyConfigurations(
    IDocumentStore store,
    ConfigurationChanges changes,
    ICompanies companies,
    IPeople people,
    TimeProvider time
) : ITelephonyConfigurations
{
    readonly ConcurrentDictionary<CompanyId, Known> _companies = new();

    public async ValueTask<TelephonyConfiguration> Of(CompanyId company, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var version = changes.VersionOf(company);
        var profile = companies.Of(company);
        if (
            _companies.TryGetValue(company, out var known)
            && now < known.FreshUntil
            && version == known.Version
            && profile == known.Profile
        )
        {
            return known.Configuration;
        }

        try
        {
            var configuration = await Load(profile, ct);
            _companies[company] = new Known(configuration, profile, version, now + Fresh);
            return configuration;
        }
        catch (Exception exception) when (known is not null && DatabaseAway.IsSaidBy(exception))
        {
            _companies[company] = known with { FreshUntil = now + Fresh }; // calls do not wait for the database
            return known.Configuration;
        }
    }

    public async Task<IReadOnlyList<TelephonyConfiguration>> All(CancellationToken ct)
    {
        await using var query = store.QuerySession();
        var withDevices = await query.Query<Device>().Where(d => d.AnyTenant()).Select(d => d.CompanyId).Distinct().ToListAsync(ct);
        var withTrunks = await query.Query<Trunk>().Where(t => t.AnyTenant()).Select(t => t.CompanyId).Distinct().ToListAsync(ct);
        var all = new List<TelephonyConfiguration>();
        foreach (var company in withDevices.Union(withTrunks))
        {
            all.Add(await Of(new CompanyId(company), ct));
        }

        return all;
    }

    async Task<TelephonyConfiguration> Load(CompanyProfile profile, CancellationToken ct)
    {
        var company = profile.Id;
        await using var query = store.QueryFor(company);
        var devices = await query.Query<Device>().OrderBy(d => d.AddedAt).ToListAsync(ct);
        var trunks = await query.Query<Trunk>().OrderBy(t => t.Rank).ToListAsync(ct);
        var numbers = await query.Query<CompanyNumber>().ToListAsync(ct);
        var personal = await query.Query<PersonalDevice>().ToListAsync(ct);
        var wakeable = await query.Query<PushSubscription>().Select(p => p.PersonId).Distinct().ToListAsync(ct);
        var choices = (await query.Query<PersonalCallerId>().ToListAsync(ct)).ToLookup(choice => choice.IsPrivate);
        var all = await people.Of(company, ct);
        return new TelephonyConfiguration(
            company.Value,
            profile.Country,
            profile.TimeZone,
            devices,
            trunks,
            [.. numbers.OrderBy(n => n.Number.E164, StringComparer.Ordinal)],
            await query.LoadAsync<CallerIdRules>(ConfigurationStreams.CallerIdRules(company), ct) ?? CallerIdRules.Standard,
            choices[false].ToDictionary(c => c.PersonId, c => c.Choice),
            await query.LoadAsync<DialPermissions>(ConfigurationStreams.DialPermissions(company), ct) ?? DialPermissions.Standard
        )
        {
            EmergencyNumbers = profile.EmergencyNumbers,
            Rights = all.ToDictionary(person => person.Id.Value, person => person.Rights),
            InPrivate = [.. all.Where(person => person.ProfileRole is ProfileRole.Private).Select(person => person.Id.Value)],
            PrivateChoices = choices[true].ToDictionary(c => c.PersonId, c => c.Choice),
            ParkingLot = await query.LoadAsync<ParkingLot>(ConfigurationStreams.ParkingLot(company), ct) ?? ParkingLot.Standard,
            Rooms = [.. (await query.Query<ConferenceRoom>().ToListAsync(ct)).OrderBy(r => r.Name, StringComparer.Ordinal)],
            Sounds = [.. (await query.Query<CompanySound>().ToListAsync(ct)).OrderBy(s => s.Name, StringComparer.OrdinalIgnoreCase)],
            MusicOnHold = (await query.LoadAsync<MusicOnHold>(ConfigurationStreams.MusicOnHold(company), ct))?.SoundId,
            RecordingRules =
                await query.LoadAsync<RecordingRules>(ConfigurationStreams.RecordingRules(company), ct) ?? RecordingRules.Standard,
            Wakeable = wakeable,
            PersonalDevices = personal.Where(p => p.DeviceId is not null).ToDictionary(p => p.PersonId, p => p.DeviceId!.Value),
            Mobiles = MobilesOf(all, personal),
        };
    }

    /// <summary>What somebody noted goes before what the administrator did, which is for business.</summary>
    static Dictionary<Guid, OwnMobile> MobilesOf(IReadOnlyList<Person> people, IReadOnlyList<PersonalDevice> personal)
    {
        var mobiles = people
            .Where(person => person.Mobile is not null)
            .ToDictionary(person => person.Id.Value, person => new OwnMobile(person.Mobile!, IsChosen: false) { Use = NumberUse.Business });
        foreach (var own in personal)
        {
            if (own.Mobile is { } noted)
            {
                mobiles[own.PersonId] = new OwnMobile(noted, own.IsMobile) { Use = own.MobileUse };
            }
            else if (mobiles.TryGetValue(own.PersonId, out var given))
            {
                mobiles[own.PersonId] = given with { IsChosen = own.IsMobile };
            }
        }

        return mobiles;
    }

    sealed record Known(TelephonyConfiguration Configuration, CompanyProfile Profile, long Version, DateTimeOffset FreshUntil);

    /// <summary>How late another machine's change may be seen.</summary>
    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
}
