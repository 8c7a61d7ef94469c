using ConnectMe.Identity.Contracts;
using ConnectMe.Telephony.Domain;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Features;

/// <summary>What the administrator fills in for a device.</summary>
internal sealed record DeviceFields
{
    public string? Name { get; init; }
    public Guid? Owner { get; init; }
    public bool RequiresTls { get; init; }
    public bool RequiresSrtp { get; init; }

    public static DeviceFields Of(Device device) =>
        new()
        {
            Name = device.Name,
            Owner = device.OwnerId,
            RequiresTls = device.RequiresTls,
            RequiresSrtp = device.RequiresSrtp,
        };

    internal sealed class Rules : AbstractValidator<DeviceFields>
    {
        public Rules(ICurrentUser me, IPeople people, IStringLocalizer<SettingsText> text)
        {
            RuleFor(fields => fields.Name)
                .Must(name => !string.IsNullOrWhiteSpace(name))
                .WithMessage(_ => text["DeviceNeedsName"])
                .MaximumLength(Device.LongestName)
                .WithMessage(_ => text["TooLong", Device.LongestName]);
            RuleFor(fields => fields.Owner)
                .MustAsync(async (owner, ct) => (await people.Of(me.Company, ct)).Any(person => person.Id.Value == owner))
                .WithMessage(_ => text["ChoosePersonFirst"]);
        }
    }
}

/// <summary>What a phone must be told, shown when it was made and never again.</summary>
internal sealed record ShownOnce(string Name, string Username, string Secret, string Server, int Port);
