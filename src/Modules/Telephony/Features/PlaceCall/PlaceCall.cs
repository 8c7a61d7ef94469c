using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Switching;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Features;

internal static class PlaceCall
{
    public sealed record Command(string? Target, Guid Line, string? CallerId = null);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(OwnEmergencyNumbers emergencyNumbers, IStringLocalizer<TelephonyText> text) =>
            this.TargetCanBeDialled(command => command.Target, emergencyNumbers, text);
    }

    public sealed class Handler(ICurrentUser me, OwnSwitchboard switchboard) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var call = new CallId(Guid.CreateVersion7());
            await switchboard.Post(
                new SwitchboardInput.Dial(call, me.User, new LineId(command.Line), command.Target!, ShownCallerIds.Read(command.CallerId))
            );
            return Outcome.Done;
        }
    }
}
