using System.Text.Json.Serialization;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

/// <summary>Where a leg of a call ends: what is alerted, talked with and ended.</summary>
[GenerateSerializer, Immutable]
[JsonDerivedType(typeof(Browser), "browser"), JsonDerivedType(typeof(Phone), "phone"), JsonDerivedType(typeof(Trunk), "trunk")]
internal abstract record Endpoint
{
    /// <summary>A browser's line. Its media is there before the call and outlives it.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record Browser([property: Id(0)] LineId Line) : Endpoint;

    /// <summary>A SIP account of a person, at all addresses it is registered from.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record Phone([property: Id(0)] DeviceId Device, [property: Id(1)] UserId Owner) : Endpoint;

    /// <param name="Number">The outside party: E.164 when it is a number of the telephone network, else as it was given.</param>
    [GenerateSerializer, Immutable]
    internal sealed record Trunk([property: Id(0)] TrunkId Id, [property: Id(1)] string Number) : Endpoint;

    public DeviceKind Kind =>
        this switch
        {
            Browser => DeviceKind.Browser,
            Phone => DeviceKind.Phone,
            Trunk => DeviceKind.Trunk,
            _ => throw new InvalidOperationException($"{GetType().Name} has no kind"),
        };
}
