using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Channels;
using ConnectMe.Kernel;
using ConnectMe.Sip;
using ConnectMe.Sip.Events;
using ConnectMe.Sip.Messages;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Switching;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Telephony.Signalling;

/// <summary>
/// Lights the lamps of phones: those that watch colleagues (RFC 4235), what a person's calls are is asked of the switchboard when it says that they changed;
/// and those that tell of messages (RFC 3842).
/// </summary>
internal sealed class LampStates(
    IGrainFactory grains,
    SipDirectory directory,
    SipServer sip,
    TelephonySecrets secrets,
    IWaitingMessages messages,
    ILogger<LampStates> log
) : BackgroundService, IWaitingMessagesChanged
{
    readonly ConcurrentDictionary<Lamp, int> _watched = new();
    readonly Channel<(CompanyId Company, Lamp Lamp)> _changed = Channel.CreateUnbounded<(CompanyId, Lamp)>(
        new UnboundedChannelOptions { SingleReader = true }
    );

    public void Handle(SipEvent happened)
    {
        switch (happened)
        {
            case SipEvent.SubscriptionStarted { Package: EventPackage.Dialog or EventPackage.MessageSummary } started:
                var lamp = new Lamp(new UserId(started.Resource), started.Package);
                _watched.AddOrUpdate(lamp, 1, (_, watchers) => watchers + 1);
                if (directory.State.Devices.TryGetValue(started.Account, out var device))
                {
                    Changed(device.Company, lamp);
                }

                break;
            case SipEvent.SubscriptionEnded { Package: EventPackage.Dialog or EventPackage.MessageSummary } ended:
                var dark = new Lamp(new UserId(ended.Resource), ended.Package);
                if (_watched.AddOrUpdate(dark, 0, (_, watchers) => watchers - 1) <= 0)
                {
                    _watched.TryRemove(dark, out _);
                }

                break;
        }
    }

    /// <summary>The calls of these people are not what they were.</summary>
    public void Changed(CompanyId company, ImmutableArray<UserId> people)
    {
        foreach (var person in people)
        {
            Changed(company, new Lamp(person, EventPackage.Dialog));
        }
    }

    public void WaitingMessagesChanged(CompanyId company, UserId person) => Changed(company, new Lamp(person, EventPackage.MessageSummary));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (company, lamp) in _changed.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                ResourceState state =
                    lamp.Package is EventPackage.Dialog
                        ? await CallsOf(company, lamp.Person)
                        : await MessagesOf(company, lamp.Person, stoppingToken);
                sip.Do((agent, now) => agent.Publish(lamp.Person.Value, state, now));
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested) // the input loop: this lamp waits for the next change
            {
                log.LampNotLit(failure, lamp.Person);
            }
        }
    }

    void Changed(CompanyId company, Lamp lamp)
    {
        if (_watched.ContainsKey(lamp))
        {
            _changed.Writer.TryWrite((company, lamp));
        }
    }

    async Task<ResourceState> CallsOf(CompanyId company, UserId person)
    {
        var view = await grains.GetGrain<ISwitchboardGrain>(company.ToString()).CallsOf(person);
        return new ResourceState.Dialogs([.. view.Calls.Select(Shown).OfType<WatchedDialog>()]);
    }

    async Task<ResourceState> MessagesOf(CompanyId company, UserId person, CancellationToken ct)
    {
        var waiting = await messages.Of(company, person, ct);
        return new ResourceState.Messages(waiting.Unheard, waiting.Heard);
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

    readonly record struct Lamp(UserId Person, EventPackage Package);
}
