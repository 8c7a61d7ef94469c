using ConnectMe.Contacts.AddressBook;
using ConnectMe.Kernel;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Contacts.Features;

internal sealed class ChangeContact(IHandle<ChangeContact.Command> change, OwnContacts own) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public ContactFields Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await own.Find(Id, ct) is not { } contact)
        {
            return NotFound();
        }

        Input = ContactFields.Of(contact);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await own.Find(Id, ct) is null)
        {
            return NotFound();
        }

        return await change.Handle(new Command(Id, Input), ct) is Outcome.Invalid invalid
            ? this.Unprocessable("_ChangeForm", invalid, prefix: "")
            : this.GoTo($"/contacts/{Id}");
    }

    public PartialViewResult OnPostRow()
    {
        Input = Input.WithRow();
        ModelState.Clear();
        return Partial("_ChangeForm", this);
    }

    public sealed record Command(Guid Id, ContactFields Input);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(HomeRegion home, IStringLocalizer<ContactsText> text)
        {
            RuleFor(command => command.Id).NotEmpty();
            RuleFor(command => command.Input).SetValidator(new ContactFields.Rules(home, text));
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
