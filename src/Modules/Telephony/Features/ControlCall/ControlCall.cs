using System.Diagnostics;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Switching;
using FluentValidation;

namespace ConnectMe.Telephony.Features;

/// <summary>The buttons that say nothing but which call: refuse, hang up, hold, resume.</summary>
internal static class ControlCall
{
    /// <param name="Input">What the switchboard is told, of the call and the user who pressed.</param>
    public sealed record Command(Guid Call, Func<CallId, UserId, SwitchboardInput> Input);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Call).NotEmpty();
    }

    public sealed class Handler(ICurrentUser me, OwnSwitchboard switchboard) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var input = command.Input(new CallId(command.Call), me.User);
            Activity.Current?.SetTag("input", input.GetType().Name);
            await switchboard.Post(input);
            return Outcome.Done;
        }
    }
}
