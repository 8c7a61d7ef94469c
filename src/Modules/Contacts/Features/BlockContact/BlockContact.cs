using ConnectMe.Contacts.AddressBook;
using ConnectMe.Contacts.Screenings;
using ConnectMe.Kernel;
using FluentValidation;

namespace ConnectMe.Contacts.Features;

/// <summary>All numbers of the contact, for oneself or for everybody (M10-02, M10-09).</summary>
internal static class BlockContact
{
    public sealed record Command(Guid Id, bool ForCompany = false);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Id).NotEmpty();
    }

    public sealed class Handler(OwnContacts own, TimeProvider time) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            if (await own.See(command.Id, ct) is { } contact && await own.OwnerOf(command.ForCompany, ct) is { } owner)
            {
                string[] numbers = [.. contact.Numbers.Select(number => number.Best)];
                await own.Session.Block(owner, numbers, contact.Name, time.GetUtcNow(), ct);
                await own.Save(owner, ct);
            }

            return Outcome.Done;
        }
    }
}
