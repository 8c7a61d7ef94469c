using System.Diagnostics;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Switching;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Features;

/// <summary>Somebody more is rung for a call: to hand it on to them, to ask them first, or to have them in a conference.</summary>
internal static class BringIn
{
    /// <param name="Target">What was typed or picked to be rung.</param>
    /// <param name="Input">What the switchboard is told, of the call, the user and the target.</param>
    public sealed record Command(Guid Call, string? Target, Func<CallId, UserId, string, SwitchboardInput> Input);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(OwnEmergencyNumbers emergencyNumbers, IStringLocalizer<TelephonyText> text)
        {
            RuleFor(command => command.Call).NotEmpty();
            this.TargetCanBeDialled(command => command.Target, emergencyNumbers, text);
        }
    }

    public sealed class Handler(ICurrentUser me, OwnSwitchboard switchboard) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var input = command.Input(new CallId(command.Call), me.User, command.Target!);
            Activity.Current?.SetTag("input", input.GetType().Name);
            await switchboard.Post(input);
            return Outcome.Done;
        }
    }
}
