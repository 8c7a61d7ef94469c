using ConnectMe.Contacts.AddressBook;
using ConnectMe.Contacts.Domain;
using ConnectMe.Contacts.Exchange;
using ConnectMe.Kernel;
using FluentValidation;

namespace ConnectMe.Contacts.Features;

/// <summary>Brings in what the preview showed, all of it or nothing.</summary>
internal static class ConfirmImport
{
    /// <param name="Id">By which it can be undone.</param>
    public sealed record Command(Guid Id);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Id).NotEmpty();
    }

    public sealed class Handler(OwnContacts own, ContactImport import, TimeProvider time) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            if (await import.Preview(ct) is not { } preview || !await own.MayChange(preview.Owner, ct))
            {
                return Outcome.Done; // confirmed twice, or in another window
            }

            foreach (var contact in preview.Contacts)
            {
                own.Session.Add(contact);
            }

            var (now, owner) = (time.GetUtcNow(), preview.Owner);
            var earliest = now - ImportedContacts.CanBeUndone;
            own.Session.DeleteWhere<ImportedContacts>(before => before.Owner == owner && before.At < earliest);
            own.Session.Store(new ImportedContacts(command.Id, owner, [.. preview.Contacts.Select(contact => contact.Id)], now));
            own.Session.Delete<PendingImport>(own.Owner);
            await own.Save(owner, ct);
            return Outcome.Done;
        }
    }
}
