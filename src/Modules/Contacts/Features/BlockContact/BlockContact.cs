using ConnectMe.Contacts.AddressBook;
using ConnectMe.Contacts.Screenings;
using ConnectMe.Kernel;
using FluentValidation;

namespace ConnectMe.Contacts.Features;

/// <summary>All numbers of the contact (M10-09).</summary>
internal static class BlockContact
{
    public sealed record Command(Guid Id);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Id).NotEmpty();
    }

    public sealed class Handler(OwnContacts own, TimeProvider time) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            if (await own.Find(command.Id, ct) is { } contact)
            {
                string[] numbers = [.. contact.Numbers.Select(number => number.Best)];
                await own.Session.Block(own.Owner, numbers, contact.Name, time.GetUtcNow(), ct);
                await own.Save(ct);
            }

            return Outcome.Done;
        }
    }
}
