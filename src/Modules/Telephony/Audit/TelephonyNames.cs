using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Configuration;

namespace ConnectMe.Telephony.Audit;

/// <summary>What devices, trunks, rooms, sounds and numbers are called, for the audit log.</summary>
internal sealed class TelephonyNames(ITelephonyConfigurations configurations) : IAuditNames
{
    public async ValueTask<string?> NameOf(CompanyId company, Guid id, CancellationToken ct)
    {
        var configuration = await configurations.Of(company, ct);
        return configuration.Devices.FirstOrDefault(device => device.Id == id)?.Name
            ?? configuration.Trunks.FirstOrDefault(trunk => trunk.Id == id)?.Name
            ?? configuration.Rooms.FirstOrDefault(room => room.Id == id)?.Name
            ?? configuration.Sounds.FirstOrDefault(sound => sound.Id == id)?.Name
            ?? configuration.Numbers.FirstOrDefault(number => number.Id == id)?.Number.E164;
    }
}
