using System.Threading.Channels;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Telephony.Signalling;

/// <summary>
/// Keeps the <see cref="SipDirectory"/> as the administrators want it: at once after a change, and every half minute for changes made
/// elsewhere and for what DNS says. While the database is away what was known stays in force (promise R1).
/// </summary>
internal sealed class SipDirectoryUpkeep(
    DirectoryReader reader,
    SipDirectory directory,
    SipServer sip,
    DeviceLocations locations,
    RegistrationEvents registrations,
    TrunkStates trunks,
    TimeProvider time,
    ILogger<SipDirectoryUpkeep> log
) : BackgroundService, IConfigurationChanged, IPeopleChanged
{
    static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(30);

    readonly Channel<CompanyId> _changed = Channel.CreateBounded<CompanyId>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    public ValueTask ConfigurationChanged(CompanyId company)
    {
        _changed.Writer.TryWrite(company);
        return ValueTask.CompletedTask;
    }

    /// <summary>The phones of who left are no phones of ours.</summary>
    public void PeopleChanged(CompanyId company) => _changed.Writer.TryWrite(company);

    public async Task Load(CancellationToken ct)
    {
        try
        {
            Apply(await reader.Read(ct));
        }
        catch (Exception failure) when (!ct.IsCancellationRequested) // the job runner: what is known stays in force
        {
            log.DirectoryNotRead(failure);
        }
    }

    /// <summary>Registers trunks and asks whether they are there; those whose settings are as before are left alone.</summary>
    public void KeepTrunks()
    {
        foreach (var trunk in directory.State.Trunks)
        {
            var plan = TrunkAddresses.Registration(trunk.Trunk, trunk.Sip);
            sip.Do((agent, now) => agent.Keep(trunk.Sip, plan, now));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Changed(stoppingToken);
            await Load(stoppingToken);
        }
    }

    async Task Changed(CancellationToken ct)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var change = _changed.Reader.ReadAsync(waiting.Token).AsTask();
        await Task.WhenAny(change, Task.Delay(LookAgain, time, waiting.Token));
        await waiting.CancelAsync();
        ct.ThrowIfCancellationRequested();
    }

    void Apply(DirectoryState state)
    {
        var before = directory.Replace(state);
        foreach (var device in before.Devices.Values)
        {
            Follow(device, state.Devices.GetValueOrDefault(device.Device.Id));
        }

        foreach (var trunk in before.Trunks.Where(trunk => state.Trunk(trunk.Trunk.Id) is null))
        {
            sip.Do((agent, now) => agent.Drop(trunk.Trunk.Id, now));
            trunks.Forget(trunk);
        }

        KeepTrunks();
    }

    void Follow(KnownDevice before, KnownDevice? after)
    {
        var device = before.Device.Id;
        if (after is null || !after.HasSameSecret(before))
        {
            sip.Do((agent, now) => agent.Revoke(device, now)); // gone, or with a new secret: what the old one registered goes
            registrations.Revoked(before.Company, device);
        }

        if (after is null)
        {
            return;
        }

        if (after.Device.RequiresTls && locations.Of(device).Bindings.Any(binding => binding.Flow.IsPlain))
        {
            sip.Do((agent, now) => agent.Revoke(device, now)); // it may not be called over what it has registered by before
        }
        else if (after.Owner != before.Owner && !locations.Of(device).Bindings.IsEmpty)
        {
            registrations.Up(after);
        }
    }
}
