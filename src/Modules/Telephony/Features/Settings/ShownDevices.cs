using ConnectMe.Identity.Contracts;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Signalling;

namespace ConnectMe.Telephony.Features;

/// <summary>The company's devices with whose they are and where they are registered now.</summary>
internal sealed class ShownDevices(
    ICurrentUser me,
    ITelephonyConfigurations configurations,
    IPeople people,
    RegistrationEvents registrations
)
{
    public async Task<IReadOnlyList<ShownDevice>> All(CancellationToken ct)
    {
        var owners = (await people.Of(me.Company, ct)).ToDictionary(person => person.Id.Value);
        var known = registrations.Of(me.Company).ToDictionary(registration => registration.Device);
        var devices = (await configurations.Of(me.Company, ct)).Devices;
        return
        [
            .. devices
                .Select(device => new ShownDevice(
                    device,
                    owners.GetValueOrDefault(device.OwnerId),
                    known.GetValueOrDefault(device.Id),
                    known.GetValueOrDefault(device.Id)?.Until is not null
                ))
                .OrderBy(shown => shown.Owner?.Extension, StringComparer.Ordinal)
                .ThenBy(shown => shown.Device.Name, StringComparer.CurrentCulture),
        ];
    }

    public async Task<IReadOnlyList<ShownDevice>> Mine(CancellationToken ct) =>
        [.. (await All(ct)).Where(shown => shown.Device.OwnerId == me.User.Value)];
}

/// <param name="Registration">Null: it was never seen.</param>
internal sealed record ShownDevice(Device Device, Person? Owner, DeviceRegistration? Registration, bool IsOnline);
