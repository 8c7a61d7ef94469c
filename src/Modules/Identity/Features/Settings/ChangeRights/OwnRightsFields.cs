using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.People;
using FluentValidation;
using Marten;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>The template of one person, and what is different for them; what is empty is as in the template.</summary>
internal sealed record OwnRightsFields
{
    public Guid? Template { get; init; }
    public OutsideCalls? Outside { get; init; }
    public bool? Parking { get; init; }
    public PickUpFrom? PickUp { get; init; }
    public RecordingRight? Recording { get; init; }

    /// <summary>Then <see cref="Shown"/> counts.</summary>
    public CallerIdSource CallerIds { get; init; }
    public CallerIdKinds[] Shown { get; init; } = [];
    public bool? UnifiedCommunications { get; init; }
    public bool? Voicemail { get; init; }
    public bool? VisualVoicemail { get; init; }

    public static OwnRightsFields Of(Guid template, RightsOfOne own, PersonRights now) =>
        new()
        {
            Template = template,
            Outside = own.Outside,
            Parking = own.Parking,
            PickUp = own.PickUp,
            Recording = own.Recording,
            CallerIds = own.CallerIds is null ? CallerIdSource.Template : CallerIdSource.Chosen,
            Shown = [.. ShownRights.Kinds.Where(kind => now.CallerIds.HasFlag(kind))],
            UnifiedCommunications = own.UnifiedCommunications,
            Voicemail = own.Voicemail,
            VisualVoicemail = own.VisualVoicemail,
        };

    public RightsOfOne ToOwn() =>
        new()
        {
            Outside = Outside,
            Parking = Parking,
            PickUp = PickUp,
            Recording = Recording,
            CallerIds = CallerIds is CallerIdSource.Chosen ? TemplateFields.Together(Shown) : null,
            UnifiedCommunications = UnifiedCommunications,
            Voicemail = Voicemail,
            VisualVoicemail = VisualVoicemail,
        };

    internal sealed class Rules : AbstractValidator<OwnRightsFields>
    {
        public Rules(ICurrentUser me, IQuerySession session, IStringLocalizer<RightsText> text)
        {
            RuleFor(f => f.Template)
                .MustAsync(async (template, ct) => template is { } id && (await session.RightsOf(me.Company, ct)).Find(id) is not null)
                .WithMessage(_ => text["ChooseOne"]);
            RuleFor(f => f.Outside).IsInEnum().WithMessage(_ => text["ChooseOne"]);
            RuleFor(f => f.PickUp).IsInEnum().WithMessage(_ => text["ChooseOne"]);
            RuleFor(f => f.Recording).IsInEnum().WithMessage(_ => text["ChooseOne"]);
            RuleFor(f => f.CallerIds).IsInEnum().WithMessage(_ => text["ChooseOne"]);
            RuleForEach(f => f.Shown).IsInEnum().WithMessage(_ => text["ChooseOne"]).OverridePropertyName("CallerIds");
        }
    }
}

internal enum CallerIdSource
{
    Template,
    Chosen,
}
