using ConnectMe.Contacts.AddressBook;
using ConnectMe.Contacts.Domain;
using ConnectMe.Contacts.Screenings;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Numbering;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Contacts.Features;

/// <summary>Calls from this number ring at nobody of the company any more (M10-02).</summary>
internal static class BlockForCompany
{
    /// <param name="Name">Who it is; may be empty.</param>
    public sealed record Command(string? Number, string? Name);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(HomeRegion home, IStringLocalizer<DirectoryText> text)
        {
            RuleFor(command => command.Number)
                .Must(number =>
                    number?.Trim() is { Length: > 0 and <= BlockedNumber.Longest } typed
                    && TelephoneNumbers.Read(typed, home.Value) is not null
                )
                .WithMessage(_ => text["NotANumber"]);
            RuleFor(command => command.Name).Length(0, Contact.LongestName).WithMessage(_ => text["NameTooLong", Contact.LongestName]);
        }
    }

    public sealed class Handler(OwnContacts own, HomeRegion home, TimeProvider time) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var number = TelephoneNumbers.Read(command.Number!.Trim(), home.Value)!;
            await own.Session.Block(own.Company, [number], command.Name?.Trim() ?? "", time.GetUtcNow(), ct);
            await own.Save(own.Company, ct);
            return Outcome.Done;
        }
    }
}
