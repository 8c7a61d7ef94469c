using ConnectMe.Contacts.AddressBook;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Numbering;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Contacts.Features;

/// <summary>
/// Also with a number and a name filled in: from the call log, and from a call that goes on (M6.3.14-01). An administrator also adds to the company's directory (A11-04).
/// </summary>
internal sealed class AddContact(IHandle<AddContact.Command> add, OwnContacts own) : PageModel
{
    [BindProperty]
    public ContactFields Input { get; set; } = new();

    /// <summary>For everybody.</summary>
    [BindProperty(SupportsGet = true, Name = "company")]
    public bool ForCompany { get; set; }

    public async Task<IActionResult> OnGetAsync(string? number, string? name, CancellationToken ct)
    {
        if (await own.OwnerOf(ForCompany, ct) is null)
        {
            return NotFound();
        }

        var words = (name ?? "").Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Input = new ContactFields
        {
            FirstName = words.Length > 0 ? words[0] : null,
            LastName = words.Length > 1 ? words[1] : null,
            Numbers = number is { Length: > 0 }
                ? [new ContactFields.NumberRow { Number = TelephoneNumbers.Show(number) }]
                : [new ContactFields.NumberRow(), new ContactFields.NumberRow { Type = Domain.NumberType.Mobile }],
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await own.OwnerOf(ForCompany, ct) is not { } owner)
        {
            return NotFound();
        }

        var id = Guid.CreateVersion7();
        return await add.Handle(new Command(id, owner, Input), ct) is Outcome.Invalid invalid
            ? this.Unprocessable("_AddForm", invalid, prefix: "")
            : this.GoTo($"/contacts/{id}");
    }

    public PartialViewResult OnPostRow()
    {
        Input = Input.WithRow();
        ModelState.Clear();
        return Partial("_AddForm", this);
    }

    /// <param name="Owner">The user or the company.</param>
    public sealed record Command(Guid Id, Guid Owner, ContactFields Input);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(ContactFields.Rules rules)
        {
            RuleFor(command => command.Id).NotEmpty();
            RuleFor(command => command.Owner).NotEmpty();
            RuleFor(command => command.Input).SetValidator(rules);
        }
    }

    public sealed class Handler(OwnContacts own, HomeRegion home) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            await own.Session.Put(command.Input.ToContact(command.Id, command.Owner, home.Value), ct);
            await own.Save(command.Owner, ct);
            return Outcome.Done;
        }
    }
}
