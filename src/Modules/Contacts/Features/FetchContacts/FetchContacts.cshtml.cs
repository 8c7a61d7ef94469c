using System.Text;
using ConnectMe.Contacts.AddressBook;
using ConnectMe.Contacts.CardDav;
using ConnectMe.Contacts.Domain;
using ConnectMe.Contacts.Exchange;
using ConnectMe.Kernel;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Contacts.Features;

/// <summary>
/// Contacts of an address book on another server (CardDAV), looked at before they are brought in as those of a file are (B8). The address is kept, so that fetching again
/// brings what is new.
/// </summary>
internal sealed class FetchContacts(IHandle<FetchContacts.Command> fetch, OwnContacts own) : PageModel
{
    [BindProperty]
    public Fields Input { get; set; } = new();

    /// <summary>For everybody.</summary>
    [BindProperty(SupportsGet = true, Name = "company")]
    public bool ForCompany { get; set; }

    public bool KnowsPassword { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await own.OwnerOf(ForCompany, ct) is not { } owner)
        {
            return NotFound();
        }

        var source = await own.Session.LoadAsync<AddressBookSource>(owner, ct);
        KnowsPassword = source is not null;
        Input = new Fields { Address = source?.Address, UserName = source?.UserName };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await own.OwnerOf(ForCompany, ct) is not { } owner)
        {
            return NotFound();
        }

        KnowsPassword = await own.Session.LoadAsync<AddressBookSource>(owner, ct) is not null;
        return await fetch.Handle(new Command(owner, Input), ct) is Outcome.Invalid invalid
            ? this.Unprocessable("_FetchForm", invalid, prefix: "")
            : this.GoTo("/contacts/import");
    }

    internal sealed record Fields
    {
        public string? Address { get; init; }
        public string? UserName { get; init; }

        /// <summary>Empty: as it was, as long as it goes to the same server and account.</summary>
        public string? Password { get; init; }
    }

    /// <param name="Owner">The user or the company.</param>
    public sealed record Command(Guid Owner, Fields Input);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(AddressBookServer server, IStringLocalizer<ContactsText> text)
        {
            RuleFor(command => command.Owner).NotEmpty();
            RuleFor(command => command.Input.Address)
                .Must(address => address?.Trim() is { Length: > 0 and <= AddressBookSource.LongestAddress } typed && server.IsUsable(typed))
                .WithMessage(_ => text["Fault-NotAllowed"]);
            RuleFor(command => command.Input.UserName)
                .Must(name =>
                    name?.Trim() is { Length: > 0 and <= AddressBookSource.LongestUserName } typed
                    && !typed.Contains(':', StringComparison.Ordinal)
                )
                .WithMessage(_ => text["UserNameNeeded"]);
            RuleFor(command => command.Input.Password)
                .Length(0, AddressBookSource.LongestPassword)
                .WithMessage(_ => text["TooLong", AddressBookSource.LongestPassword]);
        }
    }

    public sealed class Handler(
        OwnContacts own,
        AddressBookServer server,
        AddressBookPasswords passwords,
        IStringLocalizer<ContactsText> text,
        TimeProvider time
    ) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var (address, userName) = (new Uri(command.Input.Address!.Trim()), command.Input.UserName!.Trim());
            if (await PasswordOf(command, address, userName, ct) is not { Length: > 0 } password)
            {
                return Refused("Input.Password", "PasswordNeeded");
            }

            try
            {
                var content = Encoding.UTF8.GetBytes(await server.Cards(address, userName, password, ct));
                if (ContactFile.Read(content) is { Refusal: { } refusal })
                {
                    return content.Length == 0
                        ? Refused("Input.Address", "AddressBookEmpty")
                        : new Outcome.Invalid([
                            new ValidationFailure(
                                "Input.Address",
                                text[refusal, ContactFile.MostRows, ContactFile.MostBytes / 1024 / 1024]
                            ),
                        ]);
                }

                own.Session.Store(new AddressBookSource(command.Owner, address.AbsoluteUri, userName, passwords.Protect(password)));
                own.Session.Store(
                    new PendingImport(own.Owner, address.Host, content, time.GetUtcNow()) { IsForCompany = command.Owner == own.Company }
                );
                await own.Save(ct);
                return Outcome.Done;
            }
            catch (AddressBookException failure)
            {
                return Refused(
                    failure.Fault is AddressBookFault.SignInRefused ? "Input.Password" : "Input.Address",
                    $"Fault-{failure.Fault}"
                );
            }
        }

        /// <summary>What was typed, else the one that is kept for the same server and account.</summary>
        async Task<string?> PasswordOf(Command command, Uri address, string userName, CancellationToken ct) =>
            !string.IsNullOrEmpty(command.Input.Password) ? command.Input.Password
            : await own.Session.LoadAsync<AddressBookSource>(command.Owner, ct) is { } kept
            && kept.UserName == userName
            && new Uri(kept.Address).GetLeftPart(UriPartial.Authority) == address.GetLeftPart(UriPartial.Authority)
                ? passwords.Read(kept.ProtectedPassword)
            : null;

        Outcome.Invalid Refused(string field, string why) => new([new ValidationFailure(field, text[why])]);
    }
}
