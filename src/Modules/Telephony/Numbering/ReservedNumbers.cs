using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Telephony.Numbering;

/// <summary>What dialling leads to before extensions do: emergency numbers, codes and slots of parked calls.</summary>
internal sealed class ReservedNumbers(EmergencyNumbers emergencyNumbers, ITelephonyConfigurations configurations) : IReservedNumbers
{
    public async ValueTask<bool> IsReserved(CompanyId company, string number, CancellationToken ct) =>
        emergencyNumbers.Contains(number)
        || number == Switchboard.EchoCode
        || number.StartsWith(Switchboard.PickUpCode, StringComparison.Ordinal)
        || (await configurations.Of(company, ct)).ParkingLot.HasSlot(number);
}

/// <summary>The extension of a conference room is nobody else's.</summary>
internal sealed class RoomExtensions(ITelephonyConfigurations configurations) : IReservedNumbers
{
    public bool CanBeCalled => true;

    public async ValueTask<bool> IsReserved(CompanyId company, string number, CancellationToken ct) =>
        await NameOf(company, number, ct) is not null;

    public async ValueTask<string?> NameOf(CompanyId company, string number, CancellationToken ct) =>
        (await configurations.Of(company, ct)).Rooms.FirstOrDefault(room => room.Extension == number)?.Name;
}
