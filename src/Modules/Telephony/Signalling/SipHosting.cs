using System.Net.Sockets;
using ConnectMe.Sip;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Telephony.Signalling;

/// <summary>
/// Opens SIP when the Host starts, with the devices and trunks that are configured and the bindings that are stored, and takes what happens
/// there to where it belongs. A port that is taken is tried again: calls between browsers need no SIP.
/// </summary>
internal sealed class SipHosting(
    SipServer sip,
    SipDirectoryUpkeep directory,
    BindingStore bindings,
    SipLegs legs,
    RegistrationEvents registrations,
    TrunkStates trunks,
    LampStates lamps,
    TimeProvider time,
    ILogger<SipHosting> log
) : BackgroundService
{
    static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await directory.Load(stoppingToken);
        var stored = await Stored(stoppingToken);
        while (!TryOpen())
        {
            await Task.Delay(TryAgain, time, stoppingToken);
        }

        sip.Do((agent, now) => agent.LoadBindings(stored, now));
        registrations.Loaded(stored);
        directory.KeepTrunks();
        await foreach (var happened in sip.Events.ReadAllAsync(stoppingToken))
        {
            Pass(happened);
        }
    }

    /// <summary>Providers are told that we go, as far as there is time.</summary>
    public override Task StopAsync(CancellationToken cancellationToken)
    {
        sip.Do((agent, now) => agent.DropAll(now));
        return base.StopAsync(cancellationToken);
    }

    bool TryOpen()
    {
        try
        {
            sip.Open();
        }
        catch (SocketException taken)
        {
            log.SipNotOpened(taken, taken.Message);
            return false;
        }

        foreach (var listener in sip.Listening)
        {
            log.SipListening(listener.Protocol.ToString().ToUpperInvariant(), listener.Address.Address, listener.Address.Port);
        }

        return true;
    }

    async Task<IReadOnlyList<ConnectMe.Sip.Registrations.Binding>> Stored(CancellationToken ct)
    {
        try
        {
            return await bindings.Load(ct);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested) // phones come again within minutes: better late than not at all
        {
            log.BindingsNotRead(failure);
            return [];
        }
    }

    void Pass(SipEvent happened)
    {
        try
        {
            switch (happened)
            {
                case SipEvent.Registered or SipEvent.RegistrationRefreshed or SipEvent.Unregistered:
                    registrations.Handle(happened);
                    break;
                case SipEvent.TrunkRegistrationChanged or SipEvent.TrunkReachabilityChanged:
                    trunks.Handle(happened);
                    break;
                case SipEvent.SubscriptionStarted or SipEvent.SubscriptionEnded:
                    lamps.Handle(happened);
                    break;
                default:
                    legs.Handle(happened);
                    break;
            }
        }
        catch (Exception failure) // the input loop: an event that fails costs itself only, never what comes after
        {
            log.SipEventFailed(failure, happened.GetType().Name);
        }
    }
}
