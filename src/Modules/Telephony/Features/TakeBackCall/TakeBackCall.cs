using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Switching;
using FluentValidation;

namespace ConnectMe.Telephony.Features;

internal static class TakeBackCall
{
    public sealed record Command(Guid Call);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Call).NotEmpty();
    }

    public sealed class Handler(ICurrentUser me, OwnSwitchboard switchboard) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            await switchboard.Post(new SwitchboardInput.TakeBack(new CallId(command.Call), me.User));
            return Outcome.Done;
        }
    }
}
