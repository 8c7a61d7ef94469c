using ConnectMe.Contacts.AddressBook;
using ConnectMe.Contacts.Domain;
using ConnectMe.Kernel;
using FluentValidation;
using FluentValidation.Results;
using Marten;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Contacts.Features;

/// <summary>A group of the company gets its name, at first or another.</summary>
internal static class SaveGroup
{
    public sealed record Command(Guid Id, string? Name);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(IStringLocalizer<DirectoryText> text)
        {
            RuleFor(command => command.Id).NotEmpty();
            RuleFor(command => command.Name)
                .Must(name => name?.Trim() is { Length: > 0 and <= ContactGroup.LongestName })
                .WithMessage(_ => text["GroupNameNeeded", ContactGroup.LongestName])
                .OverridePropertyName("GroupName");
        }
    }

    public sealed class Handler(OwnContacts own, IStringLocalizer<DirectoryText> text) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var name = command.Name!.Trim();
            var others = (await own.Session.Query<ContactGroup>().ToListAsync(ct)).Where(group => group.Id != command.Id).ToList();
            if (
                others.Exists(group => string.Equals(group.Name, name, StringComparison.OrdinalIgnoreCase))
                || others.Count >= ContactGroup.Most
            )
            {
                var why = others.Count >= ContactGroup.Most ? text["TooManyGroups", ContactGroup.Most] : text["GroupExists"];
                return new Outcome.Invalid([new ValidationFailure("GroupName", why)]);
            }

            var group = await own.Session.LoadAsync<ContactGroup>(command.Id, ct) ?? new ContactGroup(command.Id, name, []);
            own.Session.Store(group with { Name = name });
            await own.Save(own.Company, ct);
            return Outcome.Done;
        }
    }
}
