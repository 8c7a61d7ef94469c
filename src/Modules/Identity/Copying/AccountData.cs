using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.People;
using ConnectMe.Kernel;
using Marten;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Copying;

/// <summary>The account and how it came to be so, agreements, own choices and photo.</summary>
[Gives(typeof(User), typeof(Consents), typeof(PersonalShortcuts), typeof(PersonalLocale), typeof(PersonalNote), typeof(ProfilePhoto))]
internal sealed class AccountData(IDocumentStore store, IStringLocalizer<DataCopyText> text) : IPersonalData
{
    public async Task Give(DataSubject person, IDataCopy copy, CancellationToken ct)
    {
        var id = person.Id.Value;
        await using var query = store.QueryFor(person.Company);
        var user = (await query.LoadAsync<User>(id, ct))!;
        var rights = await query.RightsOf(person.Company, ct);
        var account = new
        {
            user.Name,
            user.UserName,
            user.Email,
            user.Extension,
            user.Mobile,
            user.Role,
            user.Department,
            user.IsAdministrator,
            user.IsSupervisor,
            user.IsAgent,
            user.Language,
            user.ProfileRole,
            user.DeactivatedAt,
            RightsTemplate = (rights.Find(user.RightsTemplate ?? rights.StandardId) ?? rights.Templates[0]).Name,
            Rights = rights.Of(user.RightsTemplate, user.OwnRights),
            History = (await query.Events.FetchStreamAsync(id, token: ct)).Select(e => new
            {
                At = e.Timestamp,
                What = e.Data.GetType().Name,
                Details = Own(e.Data),
            }),
        };
        await copy.Json(text["Account"], text["AccountIs"], account, ct);
        var given = await query.Events.FetchStreamAsync(Consents.IdOf(id), token: ct);
        var agreements = given
            .Select(e => e.Data)
            .OfType<ConsentGiven>()
            .Select(g => new
            {
                g.At,
                g.Privacy,
                g.Terms,
                g.Emergency,
            });
        await copy.Json(text["Agreements"], text["AgreementsIs"], agreements, ct);
        var choices = new
        {
            Note = (await query.LoadAsync<PersonalNote>(id, ct))?.Text,
            LanguageAndTime = await query.LoadAsync<PersonalLocale>(id, ct),
            Shortcuts = (await query.LoadAsync<PersonalShortcuts>(id, ct))?.Keys,
        };
        await copy.Json(text["Choices"], text["ChoicesIs"], choices, ct);
        if (await query.LoadAsync<ProfilePhoto>(id, ct) is { } photo)
        {
            await copy.File(
                "",
                text["Photo"] + ".jpg",
                text["PhotoIs"],
                (stream, stop) => stream.WriteAsync(photo.Image, stop).AsTask(),
                ct
            );
        }
    }

    /// <summary>Without which administrator did it.</summary>
    static object Own(object happened) => happened is UserRightsChanged rights ? new { rights.Template, rights.Own } : happened;
}
