using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Passwords;
using ConnectMe.Identity.People;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

[Authorize(Rights.Administrator)]
internal sealed class ChangePerson(
    IHandle<ChangePerson.Command> change,
    ICurrentUser me,
    IQuerySession session,
    ShownSessions sessions,
    ShownPersonDevices devices,
    ShownSignIns signIns,
    FixedNumbersShown numbers
) : FormPage<PersonFields>("_ChangePersonForm")
{
    public const string RightGiven = "right-given";
    public const string RightTaken = "right-taken";

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public bool IsMe => Person.Id == me.User.Value;

    public User Person { get; private set; } = null!;

    public SessionList Sessions { get; private set; } = null!;

    public PersonDeviceList Devices { get; private set; } = null!;

    public IReadOnlyList<ShownSignIn> SignIns { get; private set; } = [];

    public IReadOnlyList<PersonNumber> FixedNumbers { get; private set; } = [];

    protected override string Next => "/admin/people";

    protected override async Task<PersonFields?> Load(CancellationToken ct)
    {
        if (await session.LoadAsync<User>(Id, ct) is not { DeactivatedAt: null } person)
        {
            return null;
        }

        Person = person;
        FixedNumbers = await numbers.Of(Id, ct);
        Sessions = await sessions.Of(new UserId(Id), $"/admin/people/{Id}/sessions", ct);
        Devices = await devices.Of(Id, ct);
        SignIns = await signIns.Of(Id, ct);
        return PersonFields.Of(person);
    }

    protected override Task<Outcome> Save(CancellationToken ct) =>
        change.Handle(new Command(Input with { Whose = Id }, Request.Origin()), ct);

    /// <param name="Here">Where the administrator reached us: for an invitation to a corrected address.</param>
    public sealed record Command(PersonFields Input, string Here);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(PersonFields.Rules rules) => RuleFor(command => command.Input).SetValidator(rules);
    }

    public sealed class Handler(
        IDocumentSession session,
        ICurrentUser me,
        ICompanyPlace place,
        AdministratorsAtOnce administrators,
        Invitations invitations,
        AccountMail mail,
        IAuditedRequest audit,
        IStringLocalizer<PeopleText> text
    ) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var change = command.Input.ToChange(command.Input.Whose!.Value, place.Region);
            if (!await administrators.MayChange(session, ct))
            {
                return text.Refused("NotYourRight");
            }

            var stream = await session.Events.FetchForWriting<User>(change.UserId, ct);
            if (stream.Aggregate is { DeactivatedAt: null } user)
            {
                stream.AppendMany(user.Change(change));
                if (user.IsAdministrator != change.IsAdministrator)
                {
                    audit.Is(change.IsAdministrator ? RightGiven : RightTaken);
                }

                session.RenameUser(me.Company.Value, user, change);
                if (SignInName.Normalize(user.Email) != SignInName.Normalize(change.Email))
                {
                    await invitations.Readdress(session, me.Company, change, command.Here, ct);
                    if (await session.LoadAsync<Credential>(user.Id, ct) is not null)
                    {
                        await mail.TellOldAddress(session, me.Company, UserAddress.Of(user), change.Email, ct);
                    }
                }
            }

            return await session.SaveUnlessTaken(text, ct);
        }
    }
}
