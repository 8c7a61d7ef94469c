using ConnectMe.Contacts.AddressBook;
using ConnectMe.Contacts.Domain;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using FluentValidation;

namespace ConnectMe.Contacts.Features;

/// <summary>Makes a contact or a colleague one of the user's VIPs or favourites, or one no more (M10-07).</summary>
internal static class MarkContact
{
    /// <param name="Id">Of a contact or of a colleague.</param>
    public sealed record Command(Guid Id, ContactMark Mark, bool On);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Id).NotEmpty();
            RuleFor(command => command.Mark).IsInEnum();
        }
    }

    public sealed class Handler(OwnContacts own, ICurrentUser me, IPeople people) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            if (await own.Find(command.Id, ct) is { } contact)
            {
                await own.Session.Put(
                    command.Mark is ContactMark.Vip ? contact with { IsVip = command.On } : contact with { IsFavourite = command.On },
                    ct
                );
                await own.Save(ct);
            }
            else if ((await people.Of(me.Company, ct)).Any(person => person.Id.Value == command.Id))
            {
                own.Session.Store((await own.Marks(ct)).With(command.Id, command.Mark, command.On));
                await own.Save(ct);
            }

            return Outcome.Done;
        }
    }
}
