using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Switching;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Features;

internal static class ConsultBeforeTransfer
{
    public sealed record Command(Guid Call, string? Target, Guid Line);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(EmergencyNumbers emergencyNumbers, IStringLocalizer<TelephonyText> text)
        {
            RuleFor(command => command.Call).NotEmpty();
            this.TargetCanBeDialled(command => command.Target, emergencyNumbers, text);
        }
    }

    public sealed class Handler(ICurrentUser me, OwnSwitchboard switchboard) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            await switchboard.Post(
                new SwitchboardInput.Consult(
                    new CallId(command.Call),
                    me.User,
                    new LineId(command.Line),
                    command.Target!,
                    new CallId(Guid.CreateVersion7())
                )
            );
            return Outcome.Done;
        }
    }
}
