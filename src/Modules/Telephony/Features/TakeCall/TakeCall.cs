using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Switching;
using FluentValidation;

namespace ConnectMe.Telephony.Features;

/// <summary>Fetches a parked call, or takes one that rings at a colleague (M13.1-07).</summary>
internal static class TakeCall
{
    public sealed record Command(Guid Taken, Guid Line);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Taken).NotEmpty();
    }

    public sealed class Handler(ICurrentUser me, OwnSwitchboard switchboard) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var call = new CallId(Guid.CreateVersion7());
            await switchboard.Post(new SwitchboardInput.TakeCall(call, me.User, new LineId(command.Line), new CallId(command.Taken)));
            return Outcome.Done;
        }
    }
}
