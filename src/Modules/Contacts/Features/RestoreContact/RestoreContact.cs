using ConnectMe.Contacts.AddressBook;
using ConnectMe.Contacts.Domain;
using ConnectMe.Kernel;
using FluentValidation;

namespace ConnectMe.Contacts.Features;

/// <summary>Puts back what was removed a moment ago.</summary>
internal static class RestoreContact
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
            var removed = await own.Session.LoadAsync<RemovedContact>(command.Id, ct);
            if (
                removed is not null
                && await own.MayChange(removed.Owner, ct)
                && removed.At >= time.GetUtcNow() - ContactStorage.CanBePutBack
            )
            {
                await own.Session.Put(removed.Contact, ct);
                own.Session.Delete(removed);
                await own.Save(removed.Owner, ct);
            }

            return Outcome.Done;
        }
    }
}
