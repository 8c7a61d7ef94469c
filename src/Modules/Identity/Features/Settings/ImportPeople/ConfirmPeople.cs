using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Exchange;
using ConnectMe.Identity.Passwords;
using ConnectMe.Identity.People;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using FluentValidation;
using Marten;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>Brings in what the preview showed, all of it or nothing.</summary>
internal static class ConfirmPeople
{
    /// <param name="Id">By which it can be undone.</param>
    /// <param name="Invites">Who is new is mailed a link at once.</param>
    /// <param name="Here">Where the administrator reached us: for the invitations.</param>
    public sealed record Command(Guid Id, bool Invites, string Here);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Id).NotEmpty();
    }

    public sealed class Handler(
        IDocumentSession session,
        ICurrentUser me,
        ICompanyPlace place,
        PeopleImport import,
        AdministratorsAtOnce administrators,
        Invitations invitations,
        TimeProvider time,
        IStringLocalizer<PeopleText> text
    ) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            if (!await administrators.MayChange(session, ct))
            {
                return text.Refused("NotYourRight");
            }

            if (await import.Preview(ct) is not { } preview)
            {
                return Outcome.Done; // confirmed twice, or in another window
            }

            var (added, changed) = (new List<Guid>(), new List<ImportedChange>());
            foreach (var row in preview.Changes)
            {
                if (row.Before is null)
                {
                    added.Add(await Add(row, command, ct));
                }
                else if (await Change(row, command, ct) is { } change)
                {
                    changed.Add(change);
                }
            }

            var earliest = time.GetUtcNow() - ImportedPeople.CanBeUndone;
            session.DeleteWhere<ImportedPeople>(before => before.At < earliest);
            session.Store(new ImportedPeople(command.Id, me.User.Value, time.GetUtcNow(), added, changed));
            session.Delete<PendingPeople>(me.User.Value);
            return await session.SaveUnlessTaken(text, ct);
        }

        async Task<Guid> Add(PersonChange row, Command command, CancellationToken ct)
        {
            var person = row.Fields.ToAdded(Guid.CreateVersion7(), place.Region, row.Template);
            session.AddUser(me.Company.Value, person);
            if (command.Invites)
            {
                var address = new UserAddress(person.Name, person.UserName, person.Email);
                await invitations.Add(session, me.Company, address, person.UserId, command.Here, ct);
            }

            return person.UserId;
        }

        async Task<ImportedChange?> Change(PersonChange row, Command command, CancellationToken ct)
        {
            var change = row.Fields.ToChange(row.Before!.Id, place.Region);
            var stream = await session.Events.FetchForWriting<User>(change.UserId, ct);
            if (stream.Aggregate is not { DeactivatedAt: null } user)
            {
                return null; // left since the preview
            }

            stream.AppendMany(user.Change(change));
            stream.AppendMany(
                user.GiveRights(new UserRightsChanged(user.Id, row.Template, user.OwnRights, time.GetUtcNow(), me.User.Value))
            );
            session.RenameUser(me.Company.Value, user, change);
            if (SignInName.Normalize(user.Email) != SignInName.Normalize(change.Email))
            {
                await invitations.Readdress(session, me.Company, change, command.Here, ct);
            }

            return new ImportedChange(user.Now, change, user.RightsTemplate, row.Template);
        }
    }
}
