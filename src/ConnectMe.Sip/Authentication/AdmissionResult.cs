using ConnectMe.Sip.Messages;
using ConnectMe.Sip.UserAgents;

namespace ConnectMe.Sip.Authentication;

abstract record AdmissionResult
{
    AdmissionResult() { }

    public sealed record Admitted(SipAccount Account) : AdmissionResult;

    /// <summary>To be sent statelessly: nobody has proved anything yet (H6).</summary>
    public sealed record Challenged(SipResponse Response) : AdmissionResult;

    /// <summary>To be met with silence.</summary>
    public sealed record Dropped : AdmissionResult;
}
