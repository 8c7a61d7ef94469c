using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Switching;
using FluentValidation;

namespace ConnectMe.Telephony.Features;

/// <summary>An administrator ends somebody's call: as if one of its parties in the company hung up.</summary>
internal static class EndCall
{
    public sealed record Command(Guid Id);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Id).NotEmpty();
    }

    public sealed class Handler(ICurrentUser me, IPeople people, IGrainFactory grains) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var switchboard = grains.GetGrain<ISwitchboardGrain>(me.Company.ToString());
            var call = new CallId(command.Id);
            foreach (var person in await people.Of(me.Company, ct))
            {
                if ((await switchboard.CallsOf(person.Id)).Calls.Any(view => view.Id == call))
                {
                    await switchboard.Post(new SwitchboardInput.HangUp(call, person.Id));
                    break;
                }
            }

            return Outcome.Done;
        }
    }
}
