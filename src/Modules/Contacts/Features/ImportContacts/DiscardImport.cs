using ConnectMe.Contacts.AddressBook;
using ConnectMe.Contacts.Domain;
using ConnectMe.Kernel;

namespace ConnectMe.Contacts.Features;

/// <summary>The file that waited is forgotten; nothing of it was a contact.</summary>
internal static class DiscardImport
{
    public sealed record Command;

    public sealed class Handler(OwnContacts own) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            own.Session.Delete<PendingImport>(own.Owner);
            await own.Save(ct);
            return Outcome.Done;
        }
    }
}
