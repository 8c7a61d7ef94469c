using ConnectMe.Identity.Contracts;
using ConnectMe.Telephony.Domain;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Features;

/// <summary>What the administrator fills in for a number, but for the number itself.</summary>
internal sealed record NumberFields
{
    public string? Label { get; init; }
    public NumberKind Kind { get; init; }

    /// <summary>As <see cref="NumberDestinations"/> writes it; empty: nowhere yet.</summary>
    public string? GoesTo { get; init; }
    public NumberUse Use { get; init; } = NumberUse.Both;
    public ShownTo ShownTo { get; init; } = ShownTo.Owner;

    /// <summary>Who may show it when <see cref="ShownTo"/> is <see cref="Features.ShownTo.Chosen"/>.</summary>
    public Guid[] Chosen { get; init; } = [];

    /// <param name="owner">Whose number it is; null: nobody's, or it leads elsewhere.</param>
    public Permitted ShownBy(Guid? owner) =>
        ShownTo switch
        {
            ShownTo.Everyone => Permitted.All,
            ShownTo.Owner when owner is { } person => Permitted.Only(person),
            ShownTo.Chosen => Permitted.Only([.. Chosen.Distinct().Order()]),
            _ => Permitted.Nobody,
        };

    public static NumberFields Of(CompanyNumber number) =>
        new()
        {
            Label = number.Label,
            Kind = number.Kind,
            GoesTo = NumberDestinations.Written(number),
            Use = number.Use,
            ShownTo = ShownToOf(number),
            Chosen = [.. number.Shown.People],
        };

    static ShownTo ShownToOf(CompanyNumber number) =>
        number.Shown switch
        {
            { Everyone: true } => ShownTo.Everyone,
            { People.Count: 0 } => ShownTo.Nobody,
            { People: [var only] } when only == number.PersonId => ShownTo.Owner,
            _ => ShownTo.Chosen,
        };

    internal sealed class Rules : AbstractValidator<NumberFields>
    {
        public Rules(ICurrentUser me, IPeople people, NumberDestinations destinations, IStringLocalizer<SettingsText> text)
        {
            async Task<bool> IsOurs(Guid id, CancellationToken ct) =>
                (await people.Of(me.Company, ct)).Any(person => person.Id.Value == id);

            RuleFor(fields => fields.Label)
                .MaximumLength(CompanyNumber.LongestLabel)
                .WithMessage(_ => text["TooLong", CompanyNumber.LongestLabel]);
            RuleFor(fields => fields.Kind).IsInEnum().WithMessage(_ => text["ChooseOne"]);
            RuleFor(fields => fields.Use)
                .Must(use => use is NumberUse.Business or NumberUse.Private or NumberUse.Both)
                .WithMessage(_ => text["ChooseOne"]);
            RuleFor(fields => fields.ShownTo).IsInEnum().WithMessage(_ => text["ChooseOne"]);
            RuleFor(fields => fields.GoesTo)
                .MustAsync(async (to, ct) => string.IsNullOrEmpty(to) || await destinations.Find(to, ct) is not null)
                .WithMessage(_ => text["ChoosePersonOrQueue"]);
            RuleForEach(fields => fields.Chosen).MustAsync(IsOurs).WithMessage(_ => text["ChoosePerson"]).OverridePropertyName("ShownTo");
        }
    }
}

internal enum ShownTo
{
    Owner,
    Everyone,
    Chosen,
    Nobody,
}
