using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Signalling;
using Marten;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Retention;

/// <summary>Somebody's phones and numbers, what they chose for calling, and the browsers that are woken for them.</summary>
[Gives(
    typeof(Device),
    typeof(DeviceBindings),
    typeof(PersonalCallerId),
    typeof(PersonalDevice),
    typeof(ChosenRingtone),
    typeof(ChosenWaitWarnings),
    typeof(CompanyNumber),
    typeof(PushSubscription),
    typeof(DialAlarm),
    typeof(ReachedFromOutside)
)]
internal sealed class PhonesPersonalData(IDocumentStore store, IStringLocalizer<PrivacyText> text) : IPersonalData
{
    public async Task Give(DataSubject person, IDataCopy copy, CancellationToken ct)
    {
        var (id, name) = (person.Id.Value, person.Name);
        await using var query = store.QueryFor(person.Company);
        var devices = await query.Query<Device>().Where(device => device.OwnerId == id).ToListAsync(ct);
        var seen = (await query.LoadManyAsync<DeviceBindings>(ct, [.. devices.Select(device => device.Id)])).ToDictionary(one => one.Id);
        var numbers = await query.Query<CompanyNumber>().ToListAsync(ct);
        var chosen = await query.LoadAsync<PersonalDevice>(ConfigurationStreams.PersonalDevice(person.Id), ct);
        var phones = new
        {
            Phones = devices.Select(device => new
            {
                device.Name,
                device.Username,
                device.AddedAt,
                IsChosen = chosen?.DeviceId == device.Id,
                seen.GetValueOrDefault(device.Id)?.LastSeen,
                LastAddress = seen.GetValueOrDefault(device.Id)?.Last?.Remote,
            }),
            Numbers = numbers
                .Where(number => number.PersonId == id)
                .Select(number => new
                {
                    number.Number.E164,
                    number.Label,
                    number.Kind,
                    number.Use,
                }),
            MayShow = numbers.Where(number => number.Shown.People.Contains(id)).Select(number => number.Number.E164),
            Mobile = chosen?.Mobile,
            CallsByMobile = chosen?.IsMobile,
            CallerId = await Shown(isPrivate: false),
            PrivateCallerId = await Shown(isPrivate: true),
            Ringtone = (await query.LoadAsync<ChosenRingtone>(id, ct))?.Tone,
            WaitWarnings = await query.LoadAsync<ChosenWaitWarnings>(id, ct) is { } warnings
                ? new
                {
                    warnings.WarnsInOrange,
                    warnings.OrangeSeconds,
                    warnings.WarnsInRed,
                    warnings.RedSeconds,
                    warnings.IsHeard,
                }
                : null,
            WokenBrowsers = (await query.Query<PushSubscription>().Where(one => one.PersonId == id).ToListAsync(ct)).Select(one => new
            {
                By = new Uri(one.Endpoint).Host,
                one.Language,
                one.At,
            }),
            Notices = (await query.Query<DialAlarm>().Where(alarm => alarm.Person == name).ToListAsync(ct)).Select(alarm => new
            {
                alarm.Id,
                alarm.At,
            }),
            ReachedFromOutside = (await query.Query<ReachedFromOutside>().Where(one => one.PersonId == id).ToListAsync(ct)).Select(
                one => new { one.At, one.From }
            ),
        };
        await copy.Json(text["Copy-Phones"], text["Copy-PhonesIs"], phones, ct);

        async Task<string?> Shown(bool isPrivate) =>
            await query.LoadAsync<PersonalCallerId>(ConfigurationStreams.PersonalCallerId(person.Id, isPrivate), ct) is not { } of ? null
            : of.Choice.IsAnonymous ? "anonymous"
            : numbers.FirstOrDefault(number => number.Id == of.Choice.NumberId)?.Number.E164;
    }
}
