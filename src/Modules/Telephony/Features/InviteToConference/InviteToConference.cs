using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Switching;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Features;

/// <summary>Somebody more is rung for this call, which becomes a conference with the first of them.</summary>
internal static class InviteToConference
{
    public sealed record Command(Guid Call, string? Target);

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
                new SwitchboardInput.Invite(
                    new CallId(command.Call),
                    me.User,
                    command.Target!,
                    new CallId(Guid.CreateVersion7()),
                    new CallId(Guid.CreateVersion7()),
                    new CallId(Guid.CreateVersion7())
                )
            );
            return Outcome.Done;
        }
    }
}
