using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.UserAgents;

/// <summary>A call to place: to a device's binding over its flow, or to a trunk.</summary>
public sealed record InvitePlan
{
    /// <summary>Whom to call: the binding's contact, or the number at the trunk. Header fields in it are never used.</summary>
    public required SipUri RequestUri { get; init; }

    /// <summary>Where to send it when not to where <see cref="RequestUri"/> and <see cref="Route"/> lead: a device's flow.</summary>
    public SipFlow? Flow { get; init; }

    /// <summary>The trunk that it goes to; null for a device.</summary>
    public SipTrunk? Trunk { get; init; }

    /// <summary>The account of the device that it goes to; null for a trunk.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>What belongs together, as in <see cref="SipSource.Tenant"/>.</summary>
    public required Guid Tenant { get; init; }

    /// <summary>The binding's Path (RFC 3327 §5.1) or the way that a provider prescribes.</summary>
    public IReadOnlyList<NameAddress> Route { get; init; } = [];

    /// <summary>The caller as it is shown; anonymous when <see cref="IsPrivate"/>.</summary>
    public required NameAddress From { get; init; }

    public NameAddress? To { get; init; }

    /// <summary>Who really calls (RFC 3325): reaches a device or a trusted trunk only.</summary>
    public NameAddress? AssertedIdentity { get; init; }

    /// <summary>The caller is not to be shown: From is anonymous and Privacy asks for <c>id</c> (RFC 3323 §4.1, RFC 3325 §9.3).</summary>
    public bool IsPrivate { get; init; }

    /// <summary>Our offer; empty to let the other side make it.</summary>
    public ReadOnlyMemory<byte> Sdp { get; init; }

    /// <summary>How long the other side may be silent: no response at all, not even 100.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>What the incoming call had left, less one, so that a loop through us ends (§16.6).</summary>
    public int MaxForwards { get; init; } = 70;

    /// <summary>On whose behalf a transfer is (RFC 3892).</summary>
    public NameAddress? ReferredBy { get; init; }

    /// <summary>Further headers, such as Alert-Info.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];
}
