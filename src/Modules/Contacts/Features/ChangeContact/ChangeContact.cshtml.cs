using ConnectMe.Contacts.AddressBook;
using ConnectMe.Kernel;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace ConnectMe.Contacts.Features;

internal sealed class ChangeContact(IHandle<ChangeContact.Command> change, OwnContacts own) : FormPage<ContactFields>("_ChangeForm")
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    protected override string Next => $"/contacts/{Id}";

    protected override async Task<ContactFields?> Load(CancellationToken ct) =>
        await own.Find(Id, ct) is { } contact ? ContactFields.Of(contact) : null;

    protected override Task<Outcome> Save(CancellationToken ct) => change.Handle(new Command(Id, Input), ct);

    public PartialViewResult OnPostRow()
    {
        Input = Input.WithRow();
        ModelState.Clear();
        return Partial("_ChangeForm", this);
    }

    public sealed record Command(Guid Id, ContactFields Input);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(ContactFields.Rules rules)
        {
            RuleFor(command => command.Id).NotEmpty();
            RuleFor(command => command.Input).SetValidator(rules);
        }
    }

    public sealed class Handler(OwnContacts own, HomeRegion home) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            if (await own.Find(command.Id, ct) is { } contact)
            {
                await own.Session.Put(command.Input.ToContact(command.Id, contact.Owner, home.Value), ct);
                await own.Save(contact.Owner, ct);
            }

            return Outcome.Done;
        }
    }
}
