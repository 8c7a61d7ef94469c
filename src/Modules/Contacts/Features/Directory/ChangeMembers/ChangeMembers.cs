using ConnectMe.Contacts.AddressBook;
using ConnectMe.Contacts.Domain;
using ConnectMe.Kernel;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Contacts.Features;

/// <summary>Somebody everybody sees comes into a group, or leaves it.</summary>
internal static class ChangeMembers
{
    /// <param name="Member">A contact of the company or a colleague.</param>
    public sealed record Command(Guid Id, Guid Member, bool On);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Id).NotEmpty();
            RuleFor(command => command.Member).NotEmpty();
        }
    }

    public sealed class Handler(OwnContacts own, IStringLocalizer<DirectoryText> text) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var group = await own.Session.LoadAsync<ContactGroup>(command.Id, ct);
            if (group is null || (command.On && !await own.IsShared(command.Member, ct)))
            {
                return Outcome.Done; // removed meanwhile
            }

            var others = group.Members.Where(member => member != command.Member).ToList();
            if (command.On && others.Count >= ContactGroup.MostMembers)
            {
                return new Outcome.Invalid([new ValidationFailure("Member", text["TooManyMembers", ContactGroup.MostMembers])]);
            }

            own.Session.Store(group with { Members = command.On ? [.. others, command.Member] : others });
            await own.Save(own.Company, ct);
            return Outcome.Done;
        }
    }
}
