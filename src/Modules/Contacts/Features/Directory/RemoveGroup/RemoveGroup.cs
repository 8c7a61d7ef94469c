using ConnectMe.Contacts.AddressBook;
using ConnectMe.Contacts.Domain;
using ConnectMe.Kernel;
using FluentValidation;

namespace ConnectMe.Contacts.Features;

/// <summary>The group is gone; who was in it stays.</summary>
internal static class RemoveGroup
{
    public sealed record Command(Guid Id);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Id).NotEmpty();
    }

    public sealed class Handler(OwnContacts own) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            own.Session.Delete<ContactGroup>(command.Id);
            await own.Save(own.Company, ct);
            return Outcome.Done;
        }
    }
}
