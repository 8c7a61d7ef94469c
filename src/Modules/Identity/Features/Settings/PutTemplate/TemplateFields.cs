using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.People;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>A name and what people with this template may.</summary>
internal sealed record TemplateFields
{
    /// <summary>Null: a new one. Never from the form.</summary>
    [BindNever]
    public Guid? Which { get; init; }

    public string? Name { get; init; }
    public OutsideCalls Outside { get; init; }
    public CallerIdKinds[] Shown { get; init; } = [];
    public bool Parking { get; init; }
    public PickUpFrom PickUp { get; init; }
    public RecordingRight Recording { get; init; }
    public bool UnifiedCommunications { get; init; }
    public bool Voicemail { get; init; }
    public bool VisualVoicemail { get; init; }

    public static TemplateFields Of(string name, PersonRights rights) =>
        new()
        {
            Name = name,
            Outside = rights.Outside,
            Shown = [.. ShownRights.Kinds.Where(kind => rights.CallerIds.HasFlag(kind))],
            Parking = rights.Parking,
            PickUp = rights.PickUp,
            Recording = rights.Recording,
            UnifiedCommunications = rights.UnifiedCommunications,
            Voicemail = rights.Voicemail,
            VisualVoicemail = rights.VisualVoicemail,
        };

    public RightsTemplate ToTemplate(Guid id) =>
        new(
            id,
            Name!.Trim(),
            new PersonRights
            {
                Outside = Outside,
                CallerIds = Together(Shown),
                Parking = Parking,
                PickUp = PickUp,
                Recording = Recording,
                UnifiedCommunications = UnifiedCommunications,
                Voicemail = Voicemail,
                VisualVoicemail = VisualVoicemail,
            }
        );

    public static CallerIdKinds Together(CallerIdKinds[] kinds) => kinds.Aggregate(CallerIdKinds.None, (all, kind) => all | kind);

    internal sealed class Rules : AbstractValidator<TemplateFields>
    {
        public Rules(ICurrentUser me, IQuerySession session, ShownRights rights, IStringLocalizer<RightsText> text)
        {
            RuleFor(f => f.Name)
                .Cascade(CascadeMode.Stop)
                .Must(name => !string.IsNullOrWhiteSpace(name) && !name.Any(char.IsControl))
                .WithMessage(_ => text["NeedsName"])
                .Must(name => name!.Trim().Length <= CompanyRights.LongestName)
                .WithMessage(_ => text["TooLong", CompanyRights.LongestName])
                .CustomAsync(
                    async (name, context, ct) =>
                    {
                        var which = context.InstanceToValidate.Which;
                        var others = (await session.RightsOf(me.Company, ct)).Templates.Where(template => template.Id != which).ToList();
                        if (others.Exists(other => string.Equals(rights.NameOf(other), name!.Trim(), StringComparison.OrdinalIgnoreCase)))
                        {
                            context.AddFailure(text["NameTaken"]);
                        }
                        else if (which is null && others.Count >= CompanyRights.MostTemplates)
                        {
                            context.AddFailure(text["TooMany", CompanyRights.MostTemplates]);
                        }
                    }
                );
            RuleFor(f => f.Outside).IsInEnum().WithMessage(_ => text["ChooseOne"]);
            RuleFor(f => f.PickUp).IsInEnum().WithMessage(_ => text["ChooseOne"]);
            RuleFor(f => f.Recording).IsInEnum().WithMessage(_ => text["ChooseOne"]);
            RuleForEach(f => f.Shown).IsInEnum().WithMessage(_ => text["ChooseOne"]).OverridePropertyName("Shown");
        }
    }
}
