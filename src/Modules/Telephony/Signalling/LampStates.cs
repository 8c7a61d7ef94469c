using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Channels;
using ConnectMe.Kernel;
using ConnectMe.Sip;
using ConnectMe.Sip.Events;
using ConnectMe.Sip.Messages;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Switching;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Telephony.Signalling;

/// <summary>Lights the lamps of phones that watch colleagues (RFC 4235): what a person's calls are is asked of the switchboard when it says that they changed.</summary>
internal sealed class LampStates(
    IGrainFactory grains,
    SipDirectory directory,
    SipServer sip,
    TelephonySecrets secrets,
    ILogger<LampStates> log
) : BackgroundService
{
    readonly ConcurrentDictionary<Guid, int> _watched = new();
    readonly Channel<(CompanyId Company, UserId Person)> _changed = Channel.CreateUnbounded<(CompanyId, UserId)>(
        new UnboundedChannelOptions { SingleReader = true }
    );

    public void Handle(SipEvent happened)
    {
        switch (happened)
        {
            case SipEvent.SubscriptionStarted { Package: EventPackage.Dialog } started:
                _watched.AddOrUpdate(started.Resource, 1, (_, watchers) => watchers + 1);
                if (directory.State.Devices.TryGetValue(started.Account, out var device))
                {
                    Changed(device.Company, [new UserId(started.Resource)]);
                }

                break;
            case SipEvent.SubscriptionEnded { Package: EventPackage.Dialog } ended:
                if (_watched.AddOrUpdate(ended.Resource, 0, (_, watchers) => watchers - 1) <= 0)
                {
                    _watched.TryRemove(ended.Resource, out _);
                }

                break;
        }
    }

    /// <summary>The calls of these people are not what they were.</summary>
    public void Changed(CompanyId company, ImmutableArray<UserId> people)
    {
        foreach (var person in people)
        {
            if (_watched.ContainsKey(person.Value))
            {
                _changed.Writer.TryWrite((company, person));
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (company, person) in _changed.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                var view = await grains.GetGrain<ISwitchboardGrain>(company.ToString()).CallsOf(person);
                var state = new ResourceState.Dialogs([.. view.Calls.Select(Shown).OfType<WatchedDialog>()]);
                sip.Do((agent, now) => agent.Publish(person.Value, state, now));
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested) // the input loop: this lamp waits for the next change
            {
                log.LampNotLit(failure, person);
            }
        }
    }

    WatchedDialog? Shown(CallView call) =>
        StateOf(call) is { } state
            ? new WatchedDialog(
                call.Id.Value.ToString("n"),
                !call.Outgoing,
                state,
                new NameAddress(new SipUri(secrets.Realm, call.OtherNumber), call.OtherName)
            )
            : null;

    static WatchedDialogState? StateOf(CallView call) =>
        call.State switch
        {
            CallState.Incoming => WatchedDialogState.Early,
            CallState.RingingOut => WatchedDialogState.Trying,
            CallState.Active or CallState.Held => WatchedDialogState.Confirmed,
            _ => null,
        };
}
