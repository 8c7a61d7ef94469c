using System.Collections.Immutable;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Registrations;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.UserAgents;

/// <summary>The device in a call whose connection is gone: which of its account's bindings is the way to it again (RFC 5626 §5.3).</summary>
sealed class AwaitedDevice
{
    readonly SipUri _contact;
    readonly Binding? _known;
    readonly ImmutableArray<SipUri> _others;

    /// <param name="contact">Its Contact in the call.</param>
    /// <param name="flow">By which it was heard last.</param>
    /// <param name="bindings">All of its account: of before, and what came since.</param>
    public AwaitedDevice(SipUri contact, SipFlow flow, ImmutableArray<Binding> bindings)
    {
        _contact = contact;
        _known =
            bindings.FirstOrDefault(binding => binding.Flow.Protocol == flow.Protocol && binding.Flow.Remote.Equals(flow.Remote))
            ?? bindings.FirstOrDefault(binding => binding.Contact.Equals(contact));
        _others = [.. bindings.Where(binding => binding != _known && !IsConnected(binding)).Select(binding => binding.Contact)];
    }

    /// <summary>
    /// By its Contact, or the instance that it names. One that names none comes from another port with a Contact that nobody had, and is told from
    /// the account's other devices by that.
    /// </summary>
    public bool Is(Binding binding) =>
        IsConnected(binding)
        && (
            binding.Contact.Equals(_contact)
            || (
                _known is null ? IsNew(binding)
                : _known.Instance is { } instance ? instance == binding.Instance
                : binding.Instance is null && IsNew(binding)
            )
        );

    bool IsNew(Binding binding) => !_others.Contains(binding.Contact);

    static bool IsConnected(Binding binding) => binding.Flow.IsProven && !binding.IsFlowLost;
}
