using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Exchange;
using ConnectMe.Identity.Passwords;
using ConnectMe.Identity.People;
using ConnectMe.Identity.SignIns;
using ConnectMe.Kernel;
using FluentValidation;
using Marten;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>Takes back what came in with one file: who was added is deactivated, who was changed is as before. Who was changed again since is left alone.</summary>
internal static class UndoPeople
{
    public sealed record Command(Guid Id);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Id).NotEmpty();
    }

    public sealed class Handler(
        IDocumentSession session,
        ICurrentUser me,
        UndoableImports imports,
        AdministratorsAtOnce administrators,
        BrowserSessions sessions,
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

            if (await imports.Find(command.Id, ct) is not { } imported)
            {
                return Outcome.Done; // undone twice
            }

            var left = new List<UserId>();
            foreach (var id in imported.Added.Where(id => id != me.User.Value)) // nobody deactivates themselves
            {
                var stream = await session.Events.FetchForWriting<User>(id, ct);
                stream.AppendMany(stream.Aggregate!.Deactivate(time.GetUtcNow()));
                PasswordLinks.EndAll(session, id);
                left.Add(new UserId(id));
            }

            foreach (var change in imported.Changed)
            {
                await PutBack(change, ct);
            }

            session.Delete(imported);
            return await text.UnlessTaken(() => sessions.SaveAndEndAll(session, left, ct));
        }

        async Task PutBack(ImportedChange change, CancellationToken ct)
        {
            var stream = await session.Events.FetchForWriting<User>(change.Before.UserId, ct);
            if (stream.Aggregate is not { DeactivatedAt: null } user)
            {
                return;
            }

            if (user.Now == change.After)
            {
                var before = user.Id == me.User.Value ? change.Before with { IsAdministrator = true } : change.Before; // nobody takes their own right
                stream.AppendMany(user.Change(before));
                session.RenameUser(me.Company.Value, user, before);
                if (SignInName.Normalize(user.Email) != SignInName.Normalize(before.Email))
                {
                    PasswordLinks.EndAll(session, user.Id); // they were mailed to the address that is taken back
                }
            }

            if (user.RightsTemplate == change.TemplateAfter)
            {
                var rights = new UserRightsChanged(user.Id, change.TemplateBefore, user.OwnRights, time.GetUtcNow(), me.User.Value);
                stream.AppendMany(user.GiveRights(rights));
            }
        }
    }
}
