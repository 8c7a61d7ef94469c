using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Ldap;
using ConnectMe.Identity.Passwords;
using ConnectMe.Identity.SignIns;
using ConnectMe.Kernel;
using FluentValidation;
using FluentValidation.Results;
using Marten;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>An administrator says which entry of the directory a person is. What they were signed in to ends: it was another password.</summary>
internal static class LinkPerson
{
    /// <param name="Name">As they sign in with it in the directory.</param>
    public sealed record Command(Guid Id, string? Name);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(IStringLocalizer<DirectoryText> text) =>
            RuleFor(command => command.Name)
                .Must(name => name?.Trim() is { Length: > 0 and <= SignInName.Longest })
                .WithMessage(_ => text["NeedsDirectoryName"]);
    }

    public sealed class Handler(
        IDocumentSession session,
        ICurrentUser me,
        DirectoryFinder finder,
        BrowserSessions sessions,
        TimeProvider time,
        IStringLocalizer<DirectoryText> text
    ) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var (person, fault) = await finder.Find(command.Name!.Trim(), ct);
            if (person is null)
            {
                return Refused(text.Say(fault!));
            }

            var user = await session.LoadAsync<User>(command.Id, ct);
            var other = await session.Query<DirectoryLink>().FirstOrDefaultAsync(link => link.Entry == person.Id, ct);
            if (other is not null && other.Id != command.Id)
            {
                return Refused(text["LinkedToOther", (await session.LoadAsync<User>(other.Id, ct))?.Name ?? ""]);
            }

            if (user is { IsAdministrator: true } && await session.LoadAsync<Credential>(user.Id, ct) is null)
            {
                return Refused(text["AdministratorNeedsPassword"]);
            }

            if (user is { DeactivatedAt: null })
            {
                session.Store(new DirectoryLink(user.Id, person.Id, person.Dn) { LinkedAt = time.GetUtcNow() });
                PasswordLinks.EndAll(session, user.Id);
                await sessions.SaveAndEndAll(session, new UserId(user.Id), user.Id == me.User.Value ? me.Session : null, ct);
            }

            return Outcome.Done;
        }

        static Outcome.Invalid Refused(string why) => new([new ValidationFailure(nameof(Command.Name), why)]);
    }
}

/// <summary>Looks somebody up in the company's directory for an administrator, whether it is on or not.</summary>
internal sealed class DirectoryFinder(ICurrentUser me, DirectoryLinks links, CompanyDirectory directory)
{
    public async Task<(DirectoryPerson? Person, DirectoryFault? Fault)> Find(string name, CancellationToken ct)
    {
        if (await links.Settings(me.Company, ct) is not { } settings)
        {
            return (null, new DirectoryFault(DirectoryFaultKind.NotSet));
        }

        try
        {
            return await directory.Ask(settings, visit => visit.Find(new DirectoryQuestion.ByName(name), ct), ct);
        }
        catch (DirectoryAwayException away)
        {
            return (null, away.Fault);
        }
    }
}
