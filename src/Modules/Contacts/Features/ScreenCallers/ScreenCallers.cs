using ConnectMe.Contacts.AddressBook;
using ConnectMe.Contacts.Domain;
using ConnectMe.Kernel;
using FluentValidation;

namespace ConnectMe.Contacts.Features;

/// <summary>Whose calls from outside the user does not want, besides blocked numbers (B12).</summary>
internal static class ScreenCallers
{
    public sealed record Command(bool RejectsAnonymous, bool OnlyContacts);

    /// <summary>Each of the two can be on or off: there is nothing to refuse.</summary>
    public sealed class Validator : AbstractValidator<Command>;

    public sealed class Handler(OwnContacts own) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            own.Session.Store(new CallerScreening(own.Owner, command.RejectsAnonymous, command.OnlyContacts));
            await own.Save(ct);
            return Outcome.Done;
        }
    }
}
