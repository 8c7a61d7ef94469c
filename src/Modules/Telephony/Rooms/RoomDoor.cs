using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Telephony.Rooms;

/// <summary>Before each conference room: who comes from outside is asked its PIN. Colleagues, and whom they hand on, go in without.</summary>
internal sealed class RoomDoor(
    ITelephonyConfigurations configurations,
    ICompanies companies,
    WrongPins wrong,
    TimeProvider time,
    IStringLocalizer<SettingsText> text,
    ILogger<RoomDoor> log
) : ICallApplication
{
    static readonly PhraseBook Dutch = new(typeof(RoomDoor).Assembly, "nl");
    static readonly PhraseBook English = new(typeof(RoomDoor).Assembly, "en");

    public string Name => Switchboard.RoomApplication;

    public string Title => text["Room"];

    public async ValueTask<ApplicationReach> ReachOf(CompanyId company, CancellationToken ct) =>
        ApplicationReach.Nothing with
        {
            Destinations =
            [
                .. (await configurations.Of(company, ct)).Rooms.Select(room => new ApplicationDestination(
                    room.Id,
                    room.Name,
                    room.Extension
                )),
            ],
        };

    public async ValueTask<ICallScript> Begin(ApplicationCall call, CancellationToken ct)
    {
        var room = await Find(call, ct);
        var pin = call.Caller is not null ? "" : room?.Pin ?? "";
        return new EnterRoom(
            new RoomTerms(
                companies.Of(call.Company).Language == English.Language ? English : Dutch,
                pin,
                new CallTarget(CallTargetKind.Application, Application: Name, DestinationId: call.Destination)
            )
        );
    }

    public async Task<object> CarryOut(ApplicationCall call, object work, CancellationToken ct)
    {
        if (work is not NoteWrongPin)
        {
            throw new ArgumentException($"Nothing carries out {work.GetType().Name}", nameof(work));
        }

        var again = wrong.Note(call.Destination ?? Guid.Empty, call.Call, time.GetUtcNow());
        if (!again)
        {
            log.RoomPinsWrong((await Find(call, ct))?.Name ?? "", call.Company, call.CallerNumber);
        }

        return new MayTry(again);
    }

    public void Closed(ApplicationCall call, Guid recording) =>
        throw new InvalidOperationException("Nothing is recorded before a conference room");

    async ValueTask<ConferenceRoom?> Find(ApplicationCall call, CancellationToken ct) =>
        (await configurations.Of(call.Company, ct)).Rooms.FirstOrDefault(room => room.Id == call.Destination);
}
