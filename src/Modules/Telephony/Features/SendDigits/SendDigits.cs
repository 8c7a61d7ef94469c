using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Switching;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Features;

internal static class SendDigits
{
    public sealed record Command(Guid Call, string? Digits);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(IStringLocalizer<TelephonyText> text)
        {
            RuleFor(command => command.Call).NotEmpty();
            RuleFor(command => command.Digits).Must(DialString.AreDigits).WithMessage(_ => text["DigitsOnly"]);
        }
    }

    public sealed class Handler(ICurrentUser me, OwnSwitchboard switchboard) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            await switchboard.Post(new SwitchboardInput.SendDigits(new CallId(command.Call), me.User, command.Digits!));
            return Outcome.Done;
        }
    }
}
