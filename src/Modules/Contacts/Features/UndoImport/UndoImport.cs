using ConnectMe.Contacts.AddressBook;
using ConnectMe.Contacts.Domain;
using ConnectMe.Kernel;
using FluentValidation;
using Marten;

namespace ConnectMe.Contacts.Features;

/// <summary>Takes back what came in with one file.</summary>
internal static class UndoImport
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
            if (await own.Import(command.Id, ct) is { } imported && imported.At >= time.GetUtcNow() - ImportedContacts.CanBeUndone)
            {
                Guid[] contacts = [.. imported.Contacts];
                var owner = imported.Owner;
                own.Session.DeleteWhere<Contact>(contact => contact.Owner == owner && contact.Id.IsOneOf(contacts));
                own.Session.DeleteWhere<NumberOfContact>(lead => lead.Owner == owner && lead.ContactId.IsOneOf(contacts));
                own.Session.Delete(imported);
                await own.Save(owner, ct);
            }

            return Outcome.Done;
        }
    }
}
