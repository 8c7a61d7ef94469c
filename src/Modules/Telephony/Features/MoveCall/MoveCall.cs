using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Switching;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Features;

/// <summary>Moves a running call to another device of the user (M6.4.12): a browser of theirs, a phone, or their mobile.</summary>
internal static class MoveCall
{
    public sealed record Command(Guid Call, Guid? Browser, Guid? Phone, bool Mobile);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(IStringLocalizer<TelephonyText> text)
        {
            RuleFor(command => command.Call).NotEmpty();
            RuleFor(command => command.Browser)
                .NotEmpty()
                .When(command => command is { Phone: null, Mobile: false })
                .WithMessage(_ => text["NoticeMoveUnreachable"]);
        }
    }

    public sealed class Handler(ICurrentUser me, OwnSwitchboard switchboard) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var call = new CallId(command.Call);
            await switchboard.Post(
                command switch
                {
                    { Mobile: true } => new SwitchboardInput.MoveToMobile(call, me.User),
                    { Phone: { } phone } => new SwitchboardInput.MoveCall(call, me.User, new Endpoint.Phone(new DeviceId(phone), me.User)),
                    _ => new SwitchboardInput.MoveCall(call, me.User, new Endpoint.Browser(new LineId(command.Browser!.Value))),
                }
            );
            return Outcome.Done;
        }
    }
}
