using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Recording;
using ConnectMe.Telephony.Switching;
using FluentValidation;

namespace ConnectMe.Telephony.Features;

/// <summary>Records the user's part of a call from now on (M12.1-02). Whether there is room is asked here: the switchboard has no disk.</summary>
internal static class RecordCall
{
    public sealed record Command(Guid Call);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Call).NotEmpty();
    }

    public sealed class Handler(ICurrentUser me, OwnSwitchboard switchboard, IRecordingPlace place, ITelephonyConfigurations configurations)
        : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var configuration = await configurations.Of(me.Company, ct);
            var kind =
                configuration.RightsOf(me.User.Value).Recording is RecordingRight.Extended
                    ? RecordingKind.Extended
                    : RecordingKind.Personal;
            var most = RecordingLimitsOfCompany.LimitsOf(configuration.RecordingRules, kind).Bytes;
            var room = place.RoomFor(me.Company, me.User, kind, most);
            await switchboard.Post(
                room.IsDiskFull
                    ? new SwitchboardInput.RefuseRecording(me.User, RecordingFault.DiskFull)
                    : new SwitchboardInput.StartRecording(
                        new CallId(command.Call),
                        me.User,
                        new RecordingId(Guid.CreateVersion7()),
                        room.Bytes
                    )
            );
            return Outcome.Done;
        }
    }
}
