using ConnectMe.Contacts.AddressBook;
using ConnectMe.Contacts.Domain;
using ConnectMe.Kernel;
using FluentValidation;

namespace ConnectMe.Contacts.Features;

internal static class UnblockNumber
{
    /// <param name="Id">Of the entry in the list of blocked numbers.</param>
    public sealed record Command(Guid Id);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Id).NotEmpty();
    }

    public sealed class Handler(OwnContacts own) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            if (await own.Session.LoadAsync<BlockedNumber>(command.Id, ct) is { } blocked && await own.MayChange(blocked.Owner, ct))
            {
                own.Session.Delete(blocked);
                await own.Save(blocked.Owner, ct);
            }

            return Outcome.Done;
        }
    }
}
