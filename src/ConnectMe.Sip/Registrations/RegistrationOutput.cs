using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.Registrations;

abstract record RegistrationOutput
{
    public sealed record Send(SipRequest Request, SipTarget Target) : RegistrationOutput;

    public sealed record Changed(RegistrationState State) : RegistrationOutput;

    /// <summary>Unregistered, or given up on it: nothing follows.</summary>
    public sealed record Stopped : RegistrationOutput;
}
