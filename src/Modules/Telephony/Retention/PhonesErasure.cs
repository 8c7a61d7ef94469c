using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Signalling;
using Marten;

namespace ConnectMe.Telephony.Retention;

/// <summary>Their phones, choices and browsers go; a number of the company that rang at them is nobody's.</summary>
internal sealed class PhonesErasure(IDocumentStore store) : IErasure
{
    public async Task Erase(ErasedPerson person, CancellationToken ct)
    {
        var id = person.Id.Value;
        await using var session = store.SessionFor(person.Company);
        session.Forget<PersonalCallerId>(ConfigurationStreams.PersonalCallerId(person.Id, isPrivate: false));
        session.Forget<PersonalCallerId>(ConfigurationStreams.PersonalCallerId(person.Id, isPrivate: true));
        session.Forget<PersonalDevice>(ConfigurationStreams.PersonalDevice(person.Id));
        session.Delete<ChosenRingtone>(id);
        session.Delete<ChosenWaitWarnings>(id);
        session.DeleteWhere<PushSubscription>(subscription => subscription.PersonId == id);
        session.DeleteWhere<ReachedFromOutside>(reached => reached.PersonId == id);
        foreach (var alarm in (await session.Query<DialAlarm>().ToListAsync(ct)).Where(alarm => person.IsNamedIn(alarm.Person)))
        {
            session.Store(alarm with { Person = "" });
        }

        foreach (var device in await session.Query<Device>().Where(device => device.OwnerId == id).ToListAsync(ct))
        {
            session.Forget<Device>(device.Id);
            session.Delete<DeviceSecret>(device.Id);
            session.Delete<DeviceBindings>(device.Id);
        }

        foreach (var number in await session.Query<CompanyNumber>().ToListAsync(ct))
        {
            if (number.Kind is NumberKind.Mobile && number.PersonId == id)
            {
                session.Forget<CompanyNumber>(number.Id);
            }
        }

        await session.SaveChangesAsync(ct);
        await EraseFromOthers(session, person, ct);
    }

    /// <summary>Whether it is one from outside.</summary>
    public async Task<IReadOnlyList<KeptOfNumber>> Find(OutsideNumber number, CancellationToken ct)
    {
        await using var query = store.QueryFor(number.Company);
        var e164 = number.E164;
        var mobiles = await query.Query<PersonalDevice>().CountAsync(device => device.Mobile == e164, ct);
        var numbers = await query.Query<CompanyNumber>().ToListAsync(ct);
        return [new KeptOfNumber(KeptKind.Own, mobiles + numbers.Count(own => number.Is(own.Number.Best)))];
    }

    /// <summary>Phones and numbers are of people of the company.</summary>
    public Task Erase(OutsideNumber number, CancellationToken ct) => Task.CompletedTask;

    /// <summary>What was theirs once, and what says their name.</summary>
    static async Task EraseFromOthers(IDocumentSession session, ErasedPerson person, CancellationToken ct)
    {
        foreach (var stream in await session.StreamsSaying([person.Id.Value.ToString(), .. person.Names], ct))
        {
            // By its events: of a phone that was revoked and a number that was removed nothing else is there.
            var kinds = (await session.Events.FetchStreamAsync(stream, token: ct)).Select(happened => happened.Data).ToList();
            if (kinds.Exists(happened => happened is DeviceAdded))
            {
                await session.Rewrite<Device>(stream, happened => Without(happened, person), ct);
            }
            else if (kinds.Exists(happened => happened is CompanyNumberAdded))
            {
                await session.Rewrite<CompanyNumber>(stream, happened => Without(happened, person), ct);
            }
            else if (kinds.Exists(happened => happened is ExtendedRecordingChanged))
            {
                await session.Rewrite<RecordingRules>(stream, happened => Without(happened, person), ct);
            }
            else if (kinds.Exists(happened => happened is OutboundCallsStopped or OutboundCallsResumed))
            {
                await session.Rewrite<DialPermissions>(stream, happened => Without(happened, person), ct);
            }
        }
    }

    static object Without(object happened, ErasedPerson person)
    {
        var id = person.Id.Value;
        return happened switch
        {
            DeviceAdded added when added.OwnerId == id || person.IsNamedIn(added.Name) => added with
            {
                OwnerId = Of(added.OwnerId, id),
                Name = NoName,
            },
            DeviceChanged changed when changed.OwnerId == id || person.IsNamedIn(changed.Name) => changed with
            {
                OwnerId = Of(changed.OwnerId, id),
                Name = NoName,
            },
            CompanyNumberAdded added => added with
            {
                PersonId = added.PersonId == id ? null : added.PersonId,
                Destination = added.Destination?.Id == id ? null : added.Destination,
                Label = person.IsNamedIn(added.Label) ? "" : added.Label,
                Shown = Without(added.Shown, id),
            },
            CompanyNumberChanged changed => changed with
            {
                PersonId = changed.PersonId == id ? null : changed.PersonId,
                Destination = changed.Destination?.Id == id ? null : changed.Destination,
                Label = person.IsNamedIn(changed.Label) ? "" : changed.Label,
                Shown = Without(changed.Shown, id),
            },
            ExtendedRecordingChanged changed => changed with
            {
                Extended = changed.Extended with { Listeners = [.. changed.Extended.Listeners.Where(listener => listener != id)] },
            },
            OutboundCallsStopped stopped when stopped.PersonId == id => stopped with { PersonId = ErasedPerson.Nobody },
            OutboundCallsResumed resumed when resumed.PersonId == id => resumed with { PersonId = ErasedPerson.Nobody },
            _ => happened,
        };
    }

    const string NoName = "–";

    static Permitted Without(Permitted shown, Guid id) => shown with { People = [.. shown.People.Where(person => person != id)] };

    static Guid Of(Guid owner, Guid id) => owner == id ? ErasedPerson.Nobody : owner;
}
