using Microsoft.Extensions.Logging;

namespace ConnectMe.Telephony.Signalling;

/// <summary>What goes wrong in the signalling loop by our own fault.</summary>
internal sealed class SipFaults(ILogger<SipFaults> log)
{
    public void Happened(Exception failure) => log.SipFaulted(failure);
}
