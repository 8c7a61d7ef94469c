using ConnectMe.Contacts.AddressBook;
using ConnectMe.Contacts.Domain;
using ConnectMe.Kernel;
using FluentValidation;

namespace ConnectMe.Contacts.Features;

/// <summary>Makes a contact or a colleague one of the user's VIPs or favourites, or of everybody's, or one no more (M10-02, M10-07).</summary>
internal static class MarkContact
{
    /// <param name="Id">Of a contact or of a colleague.</param>
    /// <param name="ForCompany">For everybody: of the company's contacts and of colleagues only.</param>
    public sealed record Command(Guid Id, ContactMark Mark, bool On, bool ForCompany = false);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Id).NotEmpty();
            RuleFor(command => command.Mark).IsInEnum();
        }
    }

    public sealed class Handler(OwnContacts own) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            if (await own.OwnerOf(command.ForCompany, ct) is not { } owner)
            {
                return Outcome.Done;
            }

            if (await own.IsShared(command.Id, ct))
            {
                own.Session.Store((await own.Marks(owner, ct)).With(command.Id, command.Mark, command.On));
                await own.Save(owner, ct);
            }
            else if (!command.ForCompany && await own.Find(command.Id, ct) is { } contact)
            {
                await own.Session.Put(
                    command.Mark is ContactMark.Vip ? contact with { IsVip = command.On } : contact with { IsFavourite = command.On },
                    ct
                );
                await own.Save(ct);
            }

            return Outcome.Done;
        }
    }
}
