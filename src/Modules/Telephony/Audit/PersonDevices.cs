using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Features;
using ConnectMe.Telephony.Signalling;

namespace ConnectMe.Telephony.Audit;

/// <summary>A person's phones beside their sign-ins (A10-03).</summary>
internal sealed class PersonDevices(
    ITelephonyConfigurations configurations,
    RegistrationEvents registrations,
    IHandle<RevokeDevice.Command> revoke
) : IPersonDevices
{
    public async Task<IReadOnlyList<PersonDevice>> Of(CompanyId company, UserId person, CancellationToken ct)
    {
        var known = registrations.Of(company).ToDictionary(registration => registration.Device);
        return
        [
            .. (await configurations.Of(company, ct))
                .DevicesOf(person.Value)
                .OrderBy(device => device.Name, StringComparer.CurrentCulture)
                .Select(device =>
                    known.TryGetValue(device.Id, out var seen)
                        ? new PersonDevice(
                            device.Id,
                            device.Name,
                            device.Username,
                            seen.Until is not null,
                            $"{seen.Address.Address}",
                            seen.LastSeen
                        )
                        : new PersonDevice(device.Id, device.Name, device.Username, IsOnline: false, From: "", LastSeen: null)
                ),
        ];
    }

    public async Task Revoke(CompanyId company, UserId person, Guid device, CancellationToken ct)
    {
        if ((await configurations.Of(company, ct)).DevicesOf(person.Value).Any(one => one.Id == device))
        {
            await revoke.Handle(new RevokeDevice.Command(device), ct);
        }
    }
}
