namespace ConnectMe.Telephony.Switching;

internal abstract partial record SwitchboardInput
{
    /// <summary>An administrator took the device away, or gave it a new secret: whoever holds it is nobody of the company, also in calls that run.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record DeviceRevoked([property: Id(0)] DeviceId Device) : SwitchboardInput;
}
