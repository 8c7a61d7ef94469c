using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Switching;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Features;

/// <summary>Moves a running call to another device of the user (M6.4.12): a browser of theirs, or a phone.</summary>
internal static class MoveCall
{
    public sealed record Command(Guid Call, Guid? Browser, Guid? Phone);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(IStringLocalizer<TelephonyText> text)
        {
            RuleFor(command => command.Call).NotEmpty();
            RuleFor(command => command.Browser)
                .NotEmpty()
                .When(command => command.Phone is null)
                .WithMessage(_ => text["NoticeMoveUnreachable"]);
        }
    }

    public sealed class Handler(ICurrentUser me, OwnSwitchboard switchboard) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            Endpoint to = command.Phone is { } phone
                ? new Endpoint.Phone(new DeviceId(phone), me.User)
                : new Endpoint.Browser(new LineId(command.Browser!.Value));
            await switchboard.Post(new SwitchboardInput.MoveCall(new CallId(command.Call), me.User, to));
            return Outcome.Done;
        }
    }
}
