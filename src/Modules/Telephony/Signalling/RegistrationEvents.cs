using System.Net;
using ConnectMe.Kernel;
using ConnectMe.Sip;
using ConnectMe.Sip.Registrations;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Telephony.Signalling;

/// <summary>Phones that come and go: remembered, stored, and told to the switchboard of their company.</summary>
internal sealed class RegistrationEvents(
    DeviceLocations locations,
    SipDirectory directory,
    BindingStore store,
    SwitchboardPost post,
    CompanyPages pages
)
{
    public void Handle(SipEvent happened)
    {
        switch (happened)
        {
            case SipEvent.Registered registered:
                Put(registered.Binding);
                break;
            case SipEvent.RegistrationRefreshed refreshed:
                Put(refreshed.Binding);
                break;
            case SipEvent.Unregistered unregistered:
                Remove(unregistered.Binding);
                break;
        }
    }

    /// <summary>What was stored is in force again.</summary>
    public void Loaded(IReadOnlyList<Binding> bindings)
    {
        foreach (var device in bindings.Select(binding => binding.Account).Distinct())
        {
            if (directory.State.Devices.TryGetValue(device, out var known))
            {
                Up(known);
            }
        }
    }

    public void Up(KnownDevice device) =>
        post.To(device.Company, new SwitchboardInput.DeviceUp(new DeviceId(device.Device.Id), device.Owner));

    void Down(CompanyId company, Guid device) => post.To(company, new SwitchboardInput.DeviceDown(new DeviceId(device)));

    public void Revoked(CompanyId company, Guid device) => post.To(company, new SwitchboardInput.DeviceRevoked(new DeviceId(device)));

    /// <summary>Where the company's devices are registered now, and where they last were.</summary>
    public IReadOnlyList<DeviceRegistration> Of(CompanyId company) =>
        [
            .. directory
                .State.Devices.Values.Where(device => device.Company == company)
                .Select(device => Shown(device.Device.Id))
                .OfType<DeviceRegistration>(),
        ];

    DeviceRegistration? Shown(Guid device)
    {
        var known = locations.Of(device);
        var newest = locations.Reachable(device).FirstOrDefault();
        return (newest ?? known.Last) is not { } last
            ? null
            : new DeviceRegistration(
                device,
                newest?.Expires,
                known.LastSeen,
                last.Flow.Protocol.ToString().ToUpperInvariant(),
                new IPEndPoint(last.Source, last.Flow.Remote.Port),
                last.UserAgent
            );
    }

    void Put(Binding binding)
    {
        if (!directory.State.Devices.TryGetValue(binding.Account, out var device))
        {
            return; // revoked meanwhile: the directory has it taken off
        }

        var isFirst = locations.Put(binding);
        store.Changed(binding.Account);
        Up(device);
        if (isFirst)
        {
            pages.Tell(device.Company, Topic);
        }
    }

    void Remove(Binding binding)
    {
        var wasLast = locations.Remove(binding);
        store.Changed(binding.Account);
        if (wasLast && directory.State.Devices.TryGetValue(binding.Account, out var device))
        {
            Down(device.Company, binding.Account);
            pages.Tell(device.Company, Topic);
        }
    }

    const string Topic = "registrations";
}
