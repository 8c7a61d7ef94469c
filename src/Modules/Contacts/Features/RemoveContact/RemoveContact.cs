using ConnectMe.Contacts.AddressBook;
using ConnectMe.Kernel;
using FluentValidation;

namespace ConnectMe.Contacts.Features;

internal static class RemoveContact
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
                await own.Session.Remove(contact, time.GetUtcNow(), ct);
                await own.Save(contact.Owner, ct);
            }

            return Outcome.Done;
        }
    }
}
