using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Passwords;
using ConnectMe.Identity.People;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

[Authorize(Rights.Administrator)]
internal sealed class AddPerson(IHandle<AddPerson.Command> add, ICurrentUser me, IQuerySession session)
    : FormPage<PersonFields>("_AddPersonForm")
{
    /// <summary>Without it the invitation waits.</summary>
    public bool HasMail { get; private set; }

    protected override string Next => "/admin/people";

    protected override async Task<PersonFields?> Load(CancellationToken ct)
    {
        HasMail = await session.LoadAsync<MailSettings>(me.Company.Value, ct) is not null;
        return new PersonFields();
    }

    protected override Task<Outcome> Save(CancellationToken ct) => add.Handle(new Command(Input, Request.Origin()), ct);

    /// <param name="Here">Where the administrator reached us: for the invitation's link, unless the mail settings say it.</param>
    public sealed record Command(PersonFields Input, string Here);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(PersonFields.Rules rules) => RuleFor(command => command.Input).SetValidator(rules);
    }

    public sealed class Handler(
        IDocumentSession session,
        ICurrentUser me,
        ICompanyPlace place,
        Invitations invitations,
        IAuditedRequest audit,
        IStringLocalizer<PeopleText> text
    ) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var rights = await session.RightsOf(me.Company, ct);
            var added = command.Input.ToAdded(Guid.CreateVersion7(), place.Region, rights.ForNewPeople);
            audit.About(added.Name);
            session.AddUser(me.Company.Value, added);
            await invitations.Add(
                session,
                me.Company,
                new UserAddress(added.Name, added.UserName, added.Email),
                added.UserId,
                command.Here,
                ct
            );
            return await session.SaveUnlessTaken(text, ct);
        }
    }
}
