using ConnectMe.Contacts.Contracts;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Switching;
using FluentValidation;

namespace ConnectMe.Telephony.Features;

/// <summary>Blocks who calls from outside, and turns them away in one while it rings (B12).</summary>
internal static class BlockCaller
{
    public sealed record Command(Guid Call);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Call).NotEmpty();
    }

    public sealed class Handler(ICurrentUser me, OwnSwitchboard switchboard, IScreenings screenings) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var call = (await switchboard.Calls(ct)).Calls.FirstOrDefault(view => view.Id.Value == command.Call);
            if (call?.OtherAddress is { } number)
            {
                await switchboard.Post(new SwitchboardInput.BlockCaller(call.Id, me.User)); // at once: the ringing stops before the database has it
                await screenings.Block(me.Company, me.User, number, call.OtherName, ct);
            }

            return Outcome.Done;
        }
    }
}
