namespace ConnectMe.Telephony.Signalling;

/// <summary>Which phones are registered, for pages. Answered from memory.</summary>
internal interface IDeviceRegistrations
{
    /// <param name="username">What the phone signs in with.</param>
    /// <returns>Empty when it is not registered; more than one when the same account is in several phones.</returns>
    IReadOnlyList<DeviceRegistration> Of(string username);
}

/// <param name="Address">Where its requests come from, "192.0.2.10:5060".</param>
/// <param name="Transport">UDP, TCP, TLS.</param>
/// <param name="UserAgent">What the phone calls itself; null when it doesn't.</param>
internal sealed record DeviceRegistration(
    string Username,
    string Address,
    string Transport,
    string? UserAgent,
    DateTimeOffset LastSeen,
    DateTimeOffset ExpiresAt
);
