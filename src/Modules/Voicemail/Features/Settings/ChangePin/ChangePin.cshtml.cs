using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Voicemail.Domain;
using ConnectMe.Voicemail.Keeping;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Voicemail.Features;

/// <summary>The user's own PIN for listening by phone: made, or another one in its place (M14.3-01). Who is signed in needs not know the old one.</summary>
[Audited(AuditKind.Account)]
internal sealed class ChangePin(IHandle<ChangePin.Command> change, MailboxPins pins, VoicemailSettings settings, ICurrentUser me)
    : FormPage<PinFields>("_PinForm", showsSaved: true)
{
    public const string Address = "/settings/voicemail/pin";

    public bool HasPin { get; private set; }

    public string Number => settings.Number;

    protected override async Task<PinFields?> Load(CancellationToken ct)
    {
        HasPin = await pins.IsSet(me.Company, me.User, ct);
        return new PinFields();
    }

    protected override Task<Outcome> Save(CancellationToken ct) => change.Handle(new Command(Input), ct);

    public sealed record Command(PinFields Input);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(IStringLocalizer<VoicemailText> text)
        {
            RuleFor(command => command.Input.Pin)
                .Custom(
                    (pin, context) =>
                    {
                        if (MailboxPin.WhyNot(pin) is { } why)
                        {
                            context.AddFailure(text[why, MailboxPin.Shortest, MailboxPin.Longest]);
                        }
                    }
                );
            RuleFor(command => command.Input.Again)
                .Equal(command => command.Input.Pin)
                .WithMessage(_ => text["PinsDiffer"])
                .When(command => MailboxPin.WhyNot(command.Input.Pin) is null);
        }
    }

    public sealed class Handler(ICurrentUser me, MailboxPins pins) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            await pins.Set(me.Company, me.User, command.Input.Pin!, ct);
            return Outcome.Done;
        }
    }
}

internal sealed record PinFields
{
    public string? Pin { get; init; }
    public string? Again { get; init; }
}
