using System.Collections.Immutable;
using System.Net;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.Registrations;

/// <summary>One place where an account's device is to be reached (RFC 3261 §10).</summary>
public sealed record Binding
{
    public required Guid Account { get; init; }

    /// <summary>Where the device says that it is: the Request-URI of what is sent to it.</summary>
    public required SipUri Contact { get; init; }

    /// <summary>By what the REGISTER came: the way to the device, whatever its Contact says (RFC 5626, RFC 3581).</summary>
    public required SipFlow Flow { get; init; }

    public required DateTimeOffset Expires { get; init; }

    /// <summary>With <see cref="Sequence"/>: the order of the device's REGISTERs (RFC 3261 §10.3 item 7).</summary>
    public required string CallId { get; init; }

    public required uint Sequence { get; init; }

    /// <summary>q in thousandths; devices of the same priority ring together.</summary>
    public int Priority { get; init; } = 1000;

    /// <summary>The proxies to the device, as Route headers (RFC 3327).</summary>
    public ImmutableArray<NameAddress> Path { get; init; } = [];

    /// <summary>+sip.instance: the same device after a restart too (RFC 5626 §4.1).</summary>
    public string? Instance { get; init; }

    /// <summary>reg-id: which of the device's flows it is (RFC 5626 §4.2); null for a device that doesn't speak outbound.</summary>
    public int? RegistrationId { get; init; }

    public string? UserAgent { get; init; }

    public DateTimeOffset RegisteredAt { get; init; }

    /// <summary>The connection has closed since. A device that stood right behind it can still be called back; one behind NAT has to come again.</summary>
    public bool IsFlowLost { get; init; }

    /// <summary>Tells the bindings of an account apart: instance and reg-id, for others the Contact.</summary>
    public string Key => RegistrationId is { } id ? $"{Instance};reg-id={id}" : Contact.ToString();

    /// <summary>Where requests to it are sent; null while there is no way.</summary>
    public SipTarget? Target =>
        !IsFlowLost ? SipTarget.Over(Flow)
        : RegistrationId is null && Path.IsEmpty && Equals(Contact.Address, Flow.Remote.Address) ? SipTarget.At(Contact)
        : null;

    /// <summary>The address that it registered from.</summary>
    public IPAddress Source => Flow.Remote.Address;
}
